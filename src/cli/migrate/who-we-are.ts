import { hostname, userInfo } from 'node:os'

/** Who is told to others as the one who began a move, or took a step of it. */
export const whoWeAre = () => `${userInfo().username} on ${hostname()}`
