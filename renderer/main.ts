/** Where the window begins. */
import { mount } from 'svelte';
import Window from './App.svelte';
import { Connection } from './connection/connection.svelte.ts';
import { tendPictures } from './connection/pictures.ts';
import { portsOf } from './connection/port.ts';
import { socketTo } from './connection/socket.ts';
import { shellHere } from './desktop/bridge.ts';
import { Shell } from './desktop/shell.svelte.ts';
import { App } from './state/app.svelte.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './theme.css';

const bridge = shellHere();
const ports = bridge && portsOf(window);
const url = new URL('services', document.baseURI);
url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const connection = new Connection(ports?.dial ?? socketTo(url.href));
tendPictures(connection);
const app = new App({ connection, bridge, mac: navigator.platform.startsWith('Mac') });

const dark = matchMedia('(prefers-color-scheme: dark)');
app.settings.systemDark = dark.matches;
dark.addEventListener('change', () => (app.settings.systemDark = dark.matches));

mount(Window, { target: document.body, props: { app } });
const shell = bridge && ports && new Shell(app, { bridge, ports });
(shell ?? app).start().catch((error: unknown) => app.report(error));
