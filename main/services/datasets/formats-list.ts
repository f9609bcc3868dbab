/** The formats as a face shows them: what each is, what it holds, which options it takes. */
import { z } from 'zod';
import type { FormatDescription } from '../../contract/datasets.ts';
import { FORMATS } from '../../formats/index.ts';

interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

export function listFormats(): FormatDescription[] {
  return FORMATS.map(({ name, says, holds, filePerVideo, media, options }) => {
    const { properties = {} } = z.toJSONSchema(options, { io: 'input' }) as {
      readonly properties?: Readonly<Record<string, OptionSchema>>;
    };
    return {
      name,
      says,
      holds,
      filePerVideo,
      media,
      options: Object.entries(properties).map(([option, schema]) => ({
        name: option,
        says: schema.description ?? '',
        type: schema.type === 'boolean' ? 'yes-no' : 'text',
        values: schema.enum ?? [],
        default: schema.default,
      })),
    };
  });
}
