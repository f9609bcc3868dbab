/** An app over services that a test makes, as far as it needs them. Nothing is sent anywhere. */
import type { Session } from '../../../main/contract/index.ts';
import type { Services } from '../../connection/connection.svelte.ts';
import { App } from '../app.svelte.ts';

/** @internal Calls that a test does not give are not there. */
export type StandIn = { readonly [Part in keyof Services]?: Partial<Services[Part]> };

/** @internal */
export function madeApp(standIn: StandIn): App {
  const services = standIn as unknown as Services;
  const connection = { online: true, services: async () => Promise.resolve(services) };
  const app = new App({ connection: connection as never, mac: false });
  app.session.now = {
    person: { id: 'ME', name: 'Ann', role: 'annotator' },
    open: { project: { name: 'made' }, path: '/made.panda', readOnly: null, videos: 3, lastEdit: 0 },
  } as unknown as Session;
  return app;
}
