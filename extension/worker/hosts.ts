// Consoles that are asked for when the user switches one of their pages on. They must be known before
// the engine is awake, to tell whose message it is: a test holds them equal to the site files.
export const ASKED_FOR = [
  'https://dongdong.jd.com',
  'https://im.jinritemai.com',
  'https://mms.pinduoduo.com',
  'https://trade.taobao.com',
];
