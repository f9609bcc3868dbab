/** Who is at the window, which project is open, what changes in it, undoing. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { OpenProject, StepName } from '../../contract/session.ts';
import type { Step } from '../../document/edit.ts';
import { updateOf } from '../../document/edit.ts';
import { openProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { addVideos } from '../library/add-videos.ts';
import { PROGRAM_VERSION } from '../program.ts';
import { setGuidelines } from '../project/guidelines.ts';
import { readInfo } from '../project/info.ts';
import { newProject } from '../project/new-project.ts';
import { actorIn, changePerson } from '../project/people.ts';
import { SHIPPED_SAMPLES } from '../samples/ground-truth.ts';
import type { Base } from './base.ts';
import { actorOf, callerOf, personOf } from './context.ts';
import type { Desk } from './context.ts';
import { hostPath } from './host-path.ts';
import { readFolder } from './read-folder.ts';

const RECENT_KEPT = 20;

export function sessionPart({ session: base }: Base, desk: Desk) {
  const start = randomUUID();

  async function show(store: ProjectStore): Promise<OpenProject> {
    await desk.open(store);
    const { name } = store.project;
    desk.home.recent.change((recent) => {
      const others = recent.filter(({ path }) => path !== store.path);
      return [{ path: store.path, name, openedAtMs: Date.now() }, ...others].slice(0, RECENT_KEPT);
    });
    return told(store);
  }

  /** What is open already stays as it is: another window may be at work, or a run. */
  async function showAt(path: string): Promise<OpenProject> {
    return desk.opened?.store.path === path ? told(desk.opened.store) : show(openProject(path));
  }

  return base.router({
    get: base.get.handler(({ context }) => {
      const here = callerOf(desk, context).get();
      return {
        version: PROGRAM_VERSION,
        start,
        person: desk.opened ? personOf(desk, context) : { ...here, role: 'annotator' as const },
        open: desk.opened && told(desk.opened.store),
        pathSeparator: sep,
        homeFolder: homedir(),
        samplesFolder: SHIPPED_SAMPLES,
      };
    }),
    recent: base.recent.handler(() =>
      desk.home.recent.read().map((entry) => ({ ...entry, missing: !existsSync(entry.path) })),
    ),
    forgetRecent: base.forgetRecent.handler(({ input }) => {
      desk.home.recent.change((recent) => recent.filter(({ path }) => path !== input.path));
      return null;
    }),
    folder: base.folder.handler(({ input }) => readFolder(hostPath(input.path))),

    create: base.create.handler(({ input, context }) =>
      show(newProject(hostPath(input.path), { person: callerOf(desk, context).get() })),
    ),
    open: base.open.handler(({ input }) => showAt(hostPath(input.path))),
    close: base.close.handler(async () => {
      await desk.open(null);
      return null;
    }),
    openSamples: base.openSamples.handler(async ({ context }) => {
      const path = join(desk.home.folder, 'samples.panda');
      if (existsSync(path)) return showAt(path);
      const person = callerOf(desk, context).get();
      const store = newProject(path, { name: 'Samples', person });
      await addVideos(store, { named: [SHIPPED_SAMPLES], actor: actorIn(store, person) });
      return show(store);
    }),
    info: base.info.handler(() => readInfo(desk.project.store)),
    rename: base.rename.handler(({ input, context }) => {
      const caller = callerOf(desk, context);
      const here = { ...caller.get(), name: input.name };
      const store = desk.opened?.store;
      const known = store?.get('person', here.id);
      if (store && known) changePerson(store, here.id, { name: input.name }, caller);
      else caller.set(here);
      return store ? personOf(desk, context) : { ...here, role: 'annotator' as const };
    }),
    guidelines: base.guidelines.handler(({ input, context }) => {
      setGuidelines(desk.project.store, input.markdown, actorOf(desk, context));
      return null;
    }),
    shares: base.shares.handler(({ input, context }) => {
      const { store } = desk.project;
      const actor = actorOf(desk, context);
      const edit = updateOf('project', store.project, input);
      if (edit) store.write({ actor, label: 'settings' }, [edit]);
      return null;
    }),

    settings: base.settings.handler(() => desk.home.settings.read()),
    saveSettings: base.saveSettings.handler(({ input }) => {
      desk.home.settings.write(input.settings);
      return null;
    }),

    follow: base.follow.handler(({ input, signal }) => desk.project.feed.follow(input.after, signal)),

    undoable: base.undoable.handler(({ context }) => {
      const { store } = desk.project;
      const { id } = personOf(desk, context);
      return { undo: stepName(store.undoable(id)), redo: stepName(store.redoable(id)) };
    }),
    undo: base.undo.handler(({ input, context }) => {
      const { store } = desk.project;
      const { id } = personOf(desk, context);
      const step = store.undoable(id);
      return store.undo(id, input) ? stepName(step) : null;
    }),
    redo: base.redo.handler(({ context }) => {
      const { store } = desk.project;
      const { id } = personOf(desk, context);
      const step = store.redoable(id);
      return store.redo(id) ? stepName(step) : null;
    }),
  });
}

export function stepName(step: Step | undefined): StepName | null {
  return step === undefined ? null : { id: step.id, label: step.label, detail: step.detail };
}

function told(store: ProjectStore): OpenProject {
  const { path, project, readOnly } = store;
  return { project, path, readOnly, videos: store.count('video'), lastEdit: store.lastEdit() };
}
