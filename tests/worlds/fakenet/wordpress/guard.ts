import { basic, json, type Answer, type Exchange } from '../exchange.ts';
import { passwordOf, type Account, type World } from '../world.ts';

/** WordPress's way of saying no. */
export const no = (status: number, code: string, message: string): Answer => json(status, { code, message, data: { status } });

export type Guard = (exchange: Exchange, work: (account: Account) => Answer | Promise<Answer>) => Answer | Promise<Answer>;

/** Application passwords by Basic; WordPress shows them in groups of four and accepts them with or without the spaces. */
export const guardOf =
  (world: World): Guard =>
  (exchange, work) => {
    const given = basic(exchange);
    const bare = (password: string): string => password.replace(/ /g, '');
    const account = world.accounts.find((one) => one.name === given?.user && bare(passwordOf(one)) === bare(given.password));
    return account ? work(account) : no(401, 'rest_not_logged_in', 'You are not currently logged in.');
  };

export const capabilities = (account: Account): Record<string, boolean> => {
  const contributor = account.role === 'contributor';
  return { edit_posts: true, publish_posts: !contributor, upload_files: !contributor, moderate_comments: !contributor };
};
