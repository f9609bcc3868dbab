/** Until the recipe's own parts are there. */
export function readProposal(text: string): { question: string; answer: string } | undefined {
  const found = /^(?:Question:)?\s*(.+?\?)\s*(?:Answer:)?\s*(.+)$/s.exec(text);
  return found ? { question: (found[1] ?? '').trim(), answer: (found[2] ?? '').trim() } : undefined;
}
