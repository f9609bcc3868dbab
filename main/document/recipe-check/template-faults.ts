/** What is wrong with one template at its place in a recipe. */
import type { RecipeWrong } from '../problems/recipe.ts';
import { parseTemplate, variablesIn } from '../templates/parse.ts';
import { readVariable, TRACK_VARIABLES, VARIABLES } from '../templates/variables.ts';
import type { JsonPath } from './json-text.ts';
import { nearestWord } from './nearest.ts';
import type { Fault } from './shape-faults.ts';

export interface MadeTrack {
  readonly track: string;
  readonly ofSegment: boolean;
}

interface Where {
  /** Whether it is asked of each segment, and not of the whole video. */
  readonly ofSegment: boolean;
  readonly isCaption: boolean;
  /** What stands when it is filled in, in the order in which it was made. */
  readonly made: readonly MadeTrack[];
}

export function templateFaults(template: string, path: JsonPath, where: Where): Fault[] {
  const { fault } = parseTemplate(template);
  const wrongs: RecipeWrong[] =
    fault === null
      ? variablesIn(template).flatMap((name) => variableWrong(name, where) ?? [])
      : [{ kind: 'template', what: fault.what, character: fault.at + 1 }];
  return wrongs.map((wrong) => ({ path, ofName: false, wrong }));
}

function variableWrong(name: string, { isCaption, made, ofSegment }: Where): RecipeWrong | undefined {
  const variable = readVariable(name);
  if (variable === undefined) return unknownVariable(name, made);
  if ('track' in variable) return trackWrong(name, variable, { made, ofSegment });
  if (variable.of === 'segment' && !ofSegment) return { kind: 'misplaced-variable', name, belongs: 'segment' };
  if (variable.of === 'previous' && !(ofSegment && isCaption))
    return { kind: 'misplaced-variable', name, belongs: 'segment-caption' };
  return undefined;
}

/** `{caption.X}` is for what it is asked of, or for the whole video; `{segments.X}` for all segments. */
function trackWrong(
  name: string,
  { of, track }: { readonly of: keyof typeof TRACK_VARIABLES; readonly track: string },
  { made, ofSegment }: Pick<Where, 'made' | 'ofSegment'>,
): RecipeWrong | undefined {
  const same = made.filter((one) => one.track === track);
  const reached = (one: MadeTrack): boolean => (of === 'segments' ? one.ofSegment : ofSegment || !one.ofSegment);
  if (same.some(reached)) return undefined;
  if (same.length > 0 && of === 'segments') return { kind: 'misplaced-variable', name, belongs: 'segments' };
  if (same.length > 0) return { kind: 'misplaced-variable', name, belongs: 'segment' };
  const tracks = [...new Set(made.filter(reached).map((one) => one.track))];
  return { kind: 'track-not-made', track, made: tracks, nearest: nearestWord(track, tracks) };
}

function unknownVariable(name: string, made: readonly MadeTrack[]): RecipeWrong {
  const known = [
    ...Object.keys(VARIABLES),
    ...Object.keys(TRACK_VARIABLES).flatMap((of) => {
      const tracks = made.filter(({ ofSegment }) => of === 'caption' || ofSegment).map(({ track }) => track);
      return tracks.length === 0 ? [`${of}.TRACK`] : [...new Set(tracks)].map((track) => `${of}.${track}`);
    }),
  ];
  return { kind: 'unknown-variable', name, nearest: nearestWord(name, known), known };
}
