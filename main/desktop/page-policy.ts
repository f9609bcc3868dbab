/** What the page is told not to do in the app: it has no other origin and no form. */
import { pageSafety } from '../services/resources/page-safety.ts';

export const pageHeaders = pageSafety({ connect: `'self'`, formAction: `'none'` });
