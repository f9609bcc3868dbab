/** Things that belong together because something joins them, directly or by way of others. Knows nothing of why. */
export class Groups<Id extends string> {
  readonly #parents = new Map<Id, Id>();

  /** Both, and all that is one with either, are one group. */
  join(a: Id, b: Id): void {
    const [first, second] = [this.#rootOf(a), this.#rootOf(b)];
    // The smallest id stands for the group, whatever the order of joining.
    const [root, other] = first < second ? [first, second] : [second, first];
    this.#parents.set(root, root);
    this.#parents.set(other, root);
  }

  areOne(a: Id, b: Id): boolean {
    return this.#rootOf(a) === this.#rootOf(b);
  }

  /** The smallest id of its group; of what was never joined, its own. */
  nameOf(id: Id): Id {
    return this.#rootOf(id);
  }

  /** Groups of two and more. */
  list(): Id[][] {
    const groups = new Map<Id, Id[]>();
    for (const id of this.#parents.keys()) {
      const root = this.#rootOf(id);
      const known = groups.get(root);
      if (known) known.push(id);
      else groups.set(root, [id]);
    }
    return [...groups.values()].filter(({ length }) => length > 1);
  }

  #rootOf(id: Id): Id {
    let root = id;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    // What was walked is shorter next time.
    for (let at = id; at !== root;) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }
}
