/** The formats as a face shows them: what each is, what it holds, which options it takes. */
import { z } from 'zod';
import { FORMATS } from '../../formats/index.ts';
import type { Format } from '../../formats/index.ts';

export interface FormatDescription {
  readonly name: string;
  readonly says: string;
  readonly holds: Format['holds'];
  readonly filePerVideo: boolean;
  readonly options: readonly FormatOption[];
}

export interface FormatOption {
  readonly name: string;
  readonly says: string;
  readonly type: 'text' | 'yes-no';
  /** What it can be; empty: any text that fits. */
  readonly values: readonly string[];
  readonly default: unknown;
}

interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

export function listFormats(): FormatDescription[] {
  return FORMATS.map(({ name, says, holds, filePerVideo, options }) => {
    const { properties = {} } = z.toJSONSchema(options, { io: 'input' }) as {
      readonly properties?: Readonly<Record<string, OptionSchema>>;
    };
    return {
      name,
      says,
      holds,
      filePerVideo,
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
