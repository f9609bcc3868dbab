/** Which variables a person is offered for a template, at its place in a recipe. What is wrong is the checker's business. */
import type { Recipe } from '../../../main/document/recipe.ts';
import { VARIABLES } from '../../../main/document/templates/variables.ts';

export interface TemplatePlace {
  readonly ofSegment: boolean;
  readonly isCaption: boolean;
  /** The captions that are made before it. */
  readonly before: Recipe['captions'];
}

/** As they are written, with braces; those of tracks last. */
export function offeredVariables({ ofSegment, isCaption, before }: TemplatePlace): string[] {
  const plain = Object.keys(VARIABLES).filter((name) => {
    if (name === 'segment') return ofSegment;
    if (name === 'previous') return ofSegment && isCaption;
    return true;
  });
  const tracks = before.flatMap(({ of, track }) => [
    ...(ofSegment || of === 'video' ? [`caption.${track}`] : []),
    ...(of === 'segment' ? [`segments.${track}`] : []),
  ]);
  return [...plain, ...new Set(tracks)].map((name) => `{${name}}`);
}
