import { isClockForPerson } from '../clock.ts';
import { timeText } from '../format.ts';
import type { ErrorDetails, ErrorWords } from '../types.ts';
import { labels } from './labels.ts';

const local = (instant: string | number | undefined) => timeText(String(instant ?? ''), 480);
const long = ({ difference }: ErrorDetails) => labels.duration(Number(difference ?? 0) / 1000);

const held = '校准之前不登记、不封存；已登记的记录等待封存。';
const goOn = '如果时钟现在正确、错的是另一个时间，请明确说明：在窗口中选“时钟正确”，或在命令行运行 clock accept。';

const behindWhat: Readonly<Record<string, string>> = {
  log: '本存证台日志中最新的时间',
  chain: '链上已证明的时间',
  program: '本程序发布的年份',
};

/** 时钟落后。 */
export const clockBehind = (d: ErrorDetails): ErrorWords => ({
  happened: `本机时钟显示 ${local(d.clock)}，比${behindWhat[String(d.by)] ?? behindWhat.log}（${local(d.than)}）早 ${long(d)}。${held}`,
  safe: '日志中的时间绝不倒退，内容都已保存。',
  next: `请校准本机时钟，之后自动继续。${d.by === 'log' ? '待封存记录如带有错误的时间，可以撤回。' : ''}${isClockForPerson(d) ? goOn : ''}`,
});

const aheadOf: Readonly<Record<string, (d: ErrorDetails) => string>> = {
  log: (d) => `若时钟正确，距本存证台上次工作（${local(d.than)}）已有 ${long(d)}。${unvouched(d)}`,
  chain: (d) => `按链上已证明的时间，它快了 ${long(d)}。`,
  release: (d) => `若时钟正确，距本程序发布已有 ${long(d)}。${unvouched(d)}`,
};

const unvouched = ({ state }: ErrorDetails) => (state === 'unknown' ? '操作系统未表明其时钟已同步。' : '');

/** 时钟超前。 */
export const clockAhead = (d: ErrorDetails): ErrorWords => ({
  happened: `本机时钟显示 ${local(d.clock)}。${(aheadOf[String(d.by)] ?? aheadOf.log)?.(d) ?? ''}${held}`,
  safe: '未来的时间一旦写入日志便无法去除。内容都已保存。',
  next: `${d.state === 'unknown' && d.by !== 'chain' ? '请将本机时钟与其他时钟比对，校准或由系统同步后自动继续。' : '请校准本机时钟，之后自动继续。'}${isClockForPerson(d) ? '如果时钟正确，请明确说明：在窗口中选“时钟正确”，或在命令行运行 clock accept。' : ''}`,
});
