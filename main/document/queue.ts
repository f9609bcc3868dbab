/** Which texts wait for a person, and for what. */

export const QUEUES = ['decide', 'blind', 'review'] as const;
/**
 * `decide`: texts to accept, change or reject. `blind`: a second answer, by somebody who sees neither suggestion nor
 * response. `review`: decisions of others, to approve or return.
 */
export type Queue = (typeof QUEUES)[number];
