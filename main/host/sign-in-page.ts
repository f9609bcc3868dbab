/** What is shown to whoever is not known: a field for the password, or where the address with the token is found. */
import { createHash } from 'node:crypto';
import type { Answer } from '../services/index.ts';

export interface SignIn {
  /** Or else the token of the address that was printed. */
  readonly hasPassword: boolean;
  /** Of the one try before. */
  readonly failed: 'wrong' | 'wait' | 'name' | null;
  /** The header `Accept-Language`. */
  readonly languages: string;
}

interface Words {
  readonly language: string;
  readonly name: string;
  readonly called: string;
  readonly password: string;
  readonly enter: string;
  readonly wrong: string;
  readonly wait: string;
  readonly token: string;
}

const WORDS: Readonly<Record<'en' | 'ko' | 'zh', Words>> = {
  en: {
    language: 'en',
    name: 'Write the name by which others know you.',
    called: 'Your name',
    password: 'Password',
    enter: 'Sign in',
    wrong: 'That is not the password.',
    wait: 'There were too many tries. Wait a minute.',
    token: 'Open the address that panda printed where it was started: it holds the token.',
  },
  ko: {
    language: 'ko',
    name: '다른 사람이 알아볼 수 있는 이름을 적어 주세요.',
    called: '이름',
    password: '비밀번호',
    enter: '로그인',
    wrong: '비밀번호가 맞지 않습니다.',
    wait: '시도가 너무 많았습니다. 1분 뒤에 다시 해 보세요.',
    token: 'panda를 시작한 곳에 표시된 주소를 여세요. 그 주소에 토큰이 들어 있습니다.',
  },
  zh: {
    language: 'zh',
    name: '请填写别人认识您的名字。',
    called: '您的名字',
    password: '密码',
    enter: '登录',
    wrong: '密码不正确。',
    wait: '尝试次数过多，请一分钟后再试。',
    token: '请打开启动 panda 时显示的地址，其中包含令牌。',
  },
};

/** In the colours of the window, which has its own file of them. */
const STYLE = `
:root { --page: #0e1110; --box: #1a1f1e; --line: #2a3230; --edge: #66716c; --text: #e6ebe8; --dim: #a3aea9;
  --bamboo: #6fcf8e; --ink: #0d2415; --wrong: #f08a80; color-scheme: dark; font: 13px/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: light) { :root { --page: #eef1ef; --box: #fff; --line: #dde4e1; --edge: #7b8681;
  --text: #17201c; --dim: #4b5752; --bamboo: #1f7a43; --ink: #fff; --wrong: #b3362b; color-scheme: light; } }
body { display: grid; place-content: center; min-height: 90vh; margin: 0; background: var(--page); color: var(--text); }
main { display: grid; gap: 16px; width: 300px; padding: 24px; background: var(--box); border: 1px solid var(--line);
  border-radius: 8px; }
h1 { font-size: 15px; margin: 0; }
p { margin: 0; }
[role=alert] { color: var(--wrong); }
form { display: grid; gap: 12px; }
label { display: grid; gap: 4px; color: var(--dim); }
input, button { font: inherit; padding: 6px 8px; border-radius: 4px; }
input { color: var(--text); background: var(--page); border: 1px solid var(--edge); }
button { margin-top: 4px; font-weight: 600; color: var(--ink); background: var(--bamboo); border: 0; cursor: pointer; }
:focus-visible { outline: 2px solid var(--bamboo); outline-offset: 1px; }`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** It has no script, and is the only page with a style in it, which is why it has a policy of its own. */
export function signInPage({ hasPassword, failed, languages }: SignIn): Answer {
  const words = WORDS[firstOf(languages)];
  const note = failed === null ? '' : `<p role="alert">${words[failed]}</p>`;
  const field =
    `<form method="post" action="/sign-in">${note}` +
    `<label>${words.called}<input name="name" autocomplete="username" maxlength="80" required autofocus></label>` +
    `<label>${words.password}<input name="key" type="password" autocomplete="current-password" required></label>` +
    `<button>${words.enter}</button></form>`;
  return page(failed === 'wait' ? 429 : 401, {
    language: words.language,
    head: `<style>${STYLE}</style>`,
    body: `<main><h1>Panda Annotator</h1>${hasPassword ? field : `${note}<p>${words.token}</p>`}</main>`,
  });
}

/**
 * Goes to the app once more, from here: a browser that was led here by another site keeps a strict cookie back until a
 * page of ours asks.
 */
export function enterPage(): Answer {
  return page(200, { language: 'en', head: '<meta http-equiv="refresh" content="0; url=/">', body: '' });
}

function page(
  status: number,
  { language, head, body }: Readonly<Record<'language' | 'head' | 'body', string>>,
): Answer {
  const text =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Panda Annotator</title>` +
    `<meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;
  const bytes = Buffer.from(text);
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(bytes.length),
      'Cache-Control': 'no-store',
      // With none at all a browser would not say either that it is this page that sends the form.
      'Referrer-Policy': 'same-origin',
      'Content-Security-Policy':
        `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; ` +
        `base-uri 'none'; frame-ancestors 'none'`,
    },
    body: bytes,
  };
}

function firstOf(languages: string): keyof typeof WORDS {
  const wanted = languages.split(',').map((one) => one.trim().slice(0, 2).toLowerCase());
  return (wanted.find((name) => name in WORDS) as keyof typeof WORDS | undefined) ?? 'en';
}
