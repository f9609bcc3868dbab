/** The labelling configuration: a control for everything that stands in the tasks, no more. */
import { xmlOf } from '../cvat-xml/xml-text.ts';
import type { DatasetRecord } from '../record.ts';
import { controlOf, isLabelAlone, labelOf, SEGMENTS, VIDEO } from './controls.ts';
import { choicesOf } from './results.ts';

export class Controls {
  readonly #labels = new Set<string>();
  readonly #areas = { video: new Set<string>(), segment: new Set<string>() };
  readonly #choices = new Map<string, { readonly values: Set<string>; readonly isSegment: boolean }>();

  add(record: DatasetRecord): void {
    const { name, type } = controlOf(record);
    const isSegment = record.span !== null;
    if (isSegment) this.#labels.add(labelOf(record));
    if (type === 'choices') {
      const { values } = this.#choices.get(name) ?? { values: new Set<string>() };
      for (const choice of choicesOf(record)) values.add(choice);
      this.#choices.set(name, { values, isSegment });
    } else if (!isLabelAlone(record)) this.#areas[isSegment ? 'segment' : 'video'].add(name);
  }

  text(): string {
    const lines = [
      '<View>',
      // Without it Label Studio takes 24 frames a second for every video.
      `  <Video name="${VIDEO}" value="$video" frameRate="$fps"/>`,
      ...(this.#labels.size > 0 ? [`  <TimelineLabels name="${SEGMENTS}" toName="${VIDEO}">`] : []),
      ...inOrder(this.#labels).map((label) => `    <Label value="${xmlOf(label)}"/>`),
      ...(this.#labels.size > 0 ? ['  </TimelineLabels>'] : []),
      ...inOrder(this.#areas.segment).map((name) => this.#area(name, true)),
      ...inOrder(this.#areas.video).map((name) => this.#area(name, false)),
      ...inOrder(this.#choices.keys()).flatMap((name) => this.#choice(name)),
      '</View>',
    ];
    return `${lines.join('\n')}\n`;
  }

  #area(name: string, isSegment: boolean): string {
    const region = isSegment ? ' perRegion="true"' : '';
    return `  <TextArea name="${xmlOf(name)}" toName="${VIDEO}"${region} editable="true" rows="3"/>`;
  }

  #choice(name: string): string[] {
    const { values = [], isSegment = false } = this.#choices.get(name) ?? {};
    return [
      `  <Choices name="${xmlOf(name)}" toName="${VIDEO}"${isSegment ? ' perRegion="true"' : ''} choice="multiple">`,
      ...inOrder(values).map((value) => `    <Choice value="${xmlOf(value)}"/>`),
      '  </Choices>',
    ];
  }
}

function inOrder(names: Iterable<string>): string[] {
  return [...names].sort();
}
