/** Where the window begins. */
import { mount } from 'svelte';
import Window from './App.svelte';
import { Connection } from './connection/connection.svelte.ts';
import { tendPictures } from './connection/pictures.ts';
import { App } from './state/app.svelte.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './theme.css';

const url = new URL('services', document.baseURI);
url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const connection = new Connection(url.href);
tendPictures(connection);
const app = new App({ connection, mac: navigator.platform.startsWith('Mac') });

const dark = matchMedia('(prefers-color-scheme: dark)');
app.settings.systemDark = dark.matches;
dark.addEventListener('change', () => (app.settings.systemDark = dark.matches));

mount(Window, { target: document.body, props: { app } });
app.start().catch((error: unknown) => app.report(error));
