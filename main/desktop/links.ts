/** Where a link may lead: it is opened by the system's browser, never here. Knows no page. */
const LINKS = ['https://arxiv.org/', 'https://github.com/', 'https://huggingface.co/', 'https://ffmpeg.org/'] as const;

export function isAllowedLink(url: string): boolean {
  return LINKS.some((link) => url.startsWith(link));
}
