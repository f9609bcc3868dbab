/** Cuts what ffmpeg complained of to the one line that a person can use. Knows nothing of the file. */

/** `[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d0c8a0] moov atom not found` without the address. */
const SPEAKER = /^\[[^\]]*? @ 0x[0-9a-f]+\]\s*/i;
/** What the words after it say by themselves. */
const LEAD = /^Error while decoding stream #\d+:\d+: /;
/** The path, which the problem names itself. */
const FILE = /^file:.*: (?=[A-Z])/;
/** What ffmpeg says of a kind of file that source.ts does not let it open. */
const REFUSED = /^\[(\S+) @ 0x[0-9a-f]+\] Format not on whitelist/i;
/** The same of a play list that has another name than play lists have. */
const UNNAMED_PLAY_LIST = /not detecting m3u8\/(hls)/i;
/** What ffmpeg adds after the reason, and that only repeats it. */
const ECHO =
  /^(conversion failed|error opening (input|output) files?|invalid argument$|invalid data found when processing input$)/i;

/** The first complaint that says something; empty complaints give `no reason given`. */
export function causeOf(complaints: readonly string[]): string {
  const refused = complaints
    .map((line) => (REFUSED.exec(line) ?? UNNAMED_PLAY_LIST.exec(line))?.[1])
    .find((name) => name !== undefined);
  if (refused !== undefined) return `it is a file of kind ${refused}, not a video`;
  const lines = complaints
    .map((line) => line.replace(SPEAKER, '').replace(LEAD, '').replace(FILE, '').trim())
    .filter((line) => line !== '');
  const line = lines.find((candidate) => !ECHO.test(candidate)) ?? lines[0] ?? 'no reason given';
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
