/** Lint rules of this house that no plugin brings. Knows file names only. */
import { basename } from 'node:path';
import type { ESLint, Rule } from 'eslint';

const vague = /^(utils?|misc|helpers?|managers?)$/i;

const fileNamesTheThing: Rule.RuleModule = {
  meta: { type: 'problem', messages: { vague: '"{{name}}" says nothing of what stands in it: name the thing.' } },
  create: (context) => ({
    Program(node) {
      const words = basename(context.filename)
        .split(/[.-]/)
        .flatMap((part) => part.split(/(?=[A-Z])/));
      const name = words.find((word) => vague.test(word));
      if (name) context.report({ node, messageId: 'vague', data: { name } });
    },
  }),
};

export const house: ESLint.Plugin = { rules: { 'file-names-the-thing': fileNamesTheThing } };
