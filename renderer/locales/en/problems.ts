/** - */

export const problems = {};
