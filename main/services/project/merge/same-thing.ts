/**
 * Things that two people made in their copies of a project and that are the same: the same file added twice, the same
 * question of the bank, two answers of one person. Ours stands for theirs then. Knows nothing of what changed in them.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RecordOf, RecordType } from '../../../document/records.ts';
import type { ProjectStore } from '../../../store/index.ts';

const POINTERS = ['rootId', 'videoId', 'segmentId', 'itemId', 'suggestionId', 'responseId'] as const;

/** Their ids as ours. */
export class SameThings {
  readonly #ours: ProjectStore;
  /** Records of ours that are about to be removed, because they were removed there. */
  readonly #leaving: ReadonlySet<string>;
  readonly #ids = new Map<string, string>();

  constructor(ours: ProjectStore, leaving: ReadonlySet<string>) {
    this.#ours = ours;
    this.#leaving = leaving;
  }

  ourId(id: string): string {
    return this.#ids.get(id) ?? id;
  }

  /** With our ids where it points to something. */
  asOurs<Any extends object>(fields: Any): Any {
    const mapped = { ...fields } as Record<string, unknown>;
    for (const field of POINTERS) {
      const id = mapped[field];
      if (typeof id === 'string') mapped[field] = this.ourId(id);
    }
    return mapped as Any;
  }

  /** To be called for what they made, what a thing hangs on first. */
  meet(type: RecordType, record: RecordOf[RecordType]): void {
    if (this.#ours.get(type, record.id) !== undefined) return;
    const same = this.#sameAs(type, this.asOurs(record)).filter(({ id }) => !this.#leaving.has(id));
    const [only] = same;
    if (only !== undefined && same.length === 1) this.#ids.set(record.id, only.id);
  }

  #sameAs(type: RecordType, their: RecordOf[RecordType]): readonly { readonly id: string }[] {
    switch (type) {
      case 'root':
        return matching<'root'>(their, ['path'], this.#ours.list('root'));
      case 'video': {
        const { rootId, path } = their as RecordOf['video'];
        const video = this.#ours.findVideo(rootId, path);
        return video ? [video] : [];
      }
      case 'segment':
        return matching<'segment'>(their, ['tier', 'fromUs', 'toUs'], this.#on('segment', their));
      case 'item':
        return this.#sameItems(their as RecordOf['item']);
      case 'response':
        return matching<'response'>(their, ['personId'], this.#on('response', their));
      case 'assignment':
        return matching<'assignment'>(their, ['personId', 'blind'], this.#on('assignment', their));
      case 'recipe':
        return matching<'recipe'>(their, ['name'], this.#ours.list('recipe'));
      default:
        return [];
    }
  }

  /** A track has one caption on a video or segment, and a bank asks a question once; what was thought of twice is two questions. */
  #sameItems(their: RecordOf['item']): readonly { readonly id: string }[] {
    const items = this.#on('item', their).filter(({ segmentId }) => segmentId === their.segmentId);
    return their.kind === 'caption'
      ? items.filter((item) => item.kind === 'caption' && item.track === their.track)
      : items.filter((item) => item.kind === 'qa' && item.bankId !== null && item.bankId === their.bankId);
  }

  #on<Type extends 'segment' | 'item' | 'response' | 'assignment'>(
    type: Type,
    their: RecordOf[RecordType],
  ): RecordOf[Type][] {
    if ('itemId' in their && their.itemId !== null) return this.#ours.list(type, { itemId: their.itemId });
    return 'videoId' in their ? this.#ours.list(type, { videoId: their.videoId }) : [];
  }
}

function matching<Type extends RecordType>(
  their: RecordOf[RecordType],
  fields: readonly (keyof RecordOf[Type])[],
  among: readonly RecordOf[Type][],
): readonly RecordOf[Type][] {
  const wanted = their as RecordOf[Type];
  return among.filter((one) => fields.every((field) => isDeepStrictEqual(one[field], wanted[field])));
}
