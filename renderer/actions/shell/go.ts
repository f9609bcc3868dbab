/** Going from one screen to another. */
import { PLACES } from '../../state/place.ts';
import type { Action } from '../action.ts';

export const goActions: readonly Action[] = PLACES.map((place, index) => ({
  id: `go.${place}`,
  group: 'go',
  label: (t) => t.actions.go(t.shell.places[place]),
  keys: [`Ctrl+${index + 1}`],
  when: (app) => app.session.open !== null || place === 'settings',
  run: (app) => app.go(place),
}));
