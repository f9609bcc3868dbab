/**
 * JSON of the journal as it stands in the file: short ones as text, long ones deflated, which halves a project. The texts of
 * a model are long and alike, so what they share is known beforehand. Knows nothing of what the JSON says.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** In characters. Below it, deflating costs more than it saves. */
const SHORT = 256;

/**
 * What every suggestion has, most of it last, where it is nearest. It is a part of the file's format: another one needs a
 * migration that packs everything anew.
 */
const DICTIONARY = Buffer.from(
  '"kind":"sample","temperature":0.7,"topP":1,"topK":0,"seed":0,"junk":"empty""cut-off""looping""duplicate""breaks-rule"' +
    '"outsideWorld":{"score":0.,"threshold":0."seeded":true"stop":"length""span":{"fromUs":0,"toUs":10000000},' +
    '{"id":"01M7Y8MVA","itemId":"01M7Y8MVA","text":"A person in the video is","question":null,"span":null,' +
    '"model":{"id":"panda-mini","version":"1.0.0","weightsHash":"0123456789abcdef"},"runId":"01M7Y8MVA","recipe":{"name":' +
    '"captions","hash":"0123456789abcdef"},"prompt":"Describe what happens in this video. What is the man doing?",' +
    '"frames":{"indices":[0,1,2,3],"timesUs":[0,1000000,2000000,3033333]},"sampling":{"kind":"greedy","maxNewTokens":256},' +
    '"pieces":[["The ",-0.0],["is ",-0.1],["a ",-0.01],["on ",-0.02],["in ",-0.3],["the ",-0.001],["and ",-1.2],[".",-0.05]],' +
    '"stop":"stop-token","doubt":{"total":0.1,"logProb":0.1,"disagreement":null,"ungrounded":null},"junk":null,' +
    '"outsideWorld":null,"seeded":false,"seconds":0.5,"madeAtMs":179',
);

export function pack(json: string): string | Uint8Array {
  if (json.length < SHORT) return json;
  return deflateRawSync(json, { dictionary: DICTIONARY, level: 6, windowBits: 12, memLevel: 5 });
}

/** Throws where what stands in the file was not packed by `pack`. */
export function unpack(packed: unknown): string {
  if (typeof packed === 'string') return packed;
  if (packed instanceof Uint8Array)
    return inflateRawSync(packed, { dictionary: DICTIONARY, windowBits: 12, chunkSize: 4096 }).toString();
  throw new TypeError('neither text nor bytes');
}
