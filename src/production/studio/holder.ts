import { isAlive } from '../../cutting-room/media-store/part.ts';

/**
 * True when the process behind `host:pid` is gone for sure. Only of our own machine can we tell, which is why we have to
 * say who we are.
 */
export function isGone(holder: string, us: string): boolean {
  const [host, pid] = holder.split(':');
  return host === us.split(':')[0] && !isAlive(Number(pid));
}
