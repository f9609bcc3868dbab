/** Makes the text for the model out of a template. Knows neither models nor where the texts of its subject come from. */
import { parseTemplate } from './parse.ts';
import type { TemplatePiece } from './parse.ts';
import { readVariable, TRACK_VARIABLES, VARIABLES } from './variables.ts';
import type { TemplateSubject } from './variables.ts';

/** Throws a RangeError for a template that recipe-check would have refused. */
export function fillTemplate(template: string, subject: TemplateSubject): string {
  const { fault, pieces } = parseTemplate(template);
  if (fault !== null) throw new RangeError(`a template that cannot be read: ${fault.what} at ${fault.at}`);
  return filled(pieces, subject);
}

function filled(pieces: readonly TemplatePiece[], subject: TemplateSubject): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text;
        case 'variable':
          return valueOf(piece.name, subject);
        case 'optional':
          return piece.pieces.some((one) => one.kind === 'variable' && valueOf(one.name, subject) === '')
            ? ''
            : filled(piece.pieces, subject);
      }
    })
    .join('');
}

function valueOf(name: string, subject: TemplateSubject): string {
  const variable = readVariable(name);
  if (variable === undefined) throw new RangeError(`no variable {${name}}`);
  return 'track' in variable ? TRACK_VARIABLES[variable.of](subject, variable.track) : VARIABLES[variable.of](subject);
}
