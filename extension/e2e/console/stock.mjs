// The invented shop behind the reconstructed console: products, buyers and what they wrote. None
// of it comes from a real shop; ids have the real length so that nothing survives that rounds them.

/** Products of the shop. An empty host is a link without one, as the console sometimes has it. */
export const PRODUCTS = {
  cup: {
    item: '684210937751',
    host: 'item.taobao.com',
    title: '晨屿 316不锈钢保温杯 500ml 便携大容量',
    sku: '雾蓝 500ml',
    hue: 205,
  },
  earbuds: {
    item: '979536801722',
    host: 'item.taobao.com',
    title: '声野 真无线蓝牙耳机 半入耳式 长续航',
    sku: '曜石黑 标准版',
    hue: 260,
  },
  headset: {
    item: '700451080604',
    host: 'detail.tmall.com',
    title: '声野旗舰 头戴式降噪耳机 可折叠',
    sku: '米白',
    hue: 35,
  },
  coat: {
    item: '812377460915',
    host: 'item.taobao.com',
    title: '半山 加厚羽绒服女中长款 连帽',
    sku: '燕麦色 M',
    hue: 25,
  },
  lamp: {
    item: '655190284473',
    host: 'detail.tmall.com',
    title: '小满 护眼台灯 学习专用 三档调光',
    sku: '白色 插电款',
    hue: 55,
  },
  tea: { item: '734829016652', host: 'item.taobao.com', title: '南坡 明前龙井 150g 罐装', sku: '150g 单罐', hue: 120 },
  shoes: {
    item: '590277341186',
    host: 'detail.tmall.com',
    title: '步界 透气跑步鞋男 缓震轻便',
    sku: '深灰 42',
    hue: 215,
  },
  cable: { item: '123456789012', host: '', title: '声野 有线耳机 type-c接口', sku: '1.2m', hue: 300 },
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The default page. `ago` is how long before the server's birth the review was made, chosen so that
 * every badge state is on the first screen; `tip` is the platform's own countdown in days, or
 * 'over' for 已超过回复期限; `replied` and `complaint` are what has already been done about it.
 */
export const REVIEWS = [
  {
    product: 'cup',
    buyer: '林**',
    mood: 'negative',
    ago: 29 * DAY + 22 * HOUR + 40 * MINUTE,
    tip: 0,
    text: '物流太慢了，等了整整九天才到，问客服也没人理，急着送人的，差评',
  },
  {
    product: 'coat',
    buyer: 'z**',
    mood: 'negative',
    ago: 29 * DAY + 5 * HOUR + 12 * MINUTE,
    tip: 1,
    text: '袖口开线，里面的绒一直往外钻，穿一次黑裤子上全是毛',
  },
  {
    product: 'earbuds',
    buyer: '王**',
    mood: 'negative',
    ago: 18 * DAY + 13 * HOUR,
    tip: 12,
    text: '左耳用了不到两周就没声音了，重启也没用，联系了说要寄回去检测',
  },
  {
    product: 'cup',
    buyer: '陈**',
    mood: 'neutral',
    ago: 2 * DAY + 4 * HOUR + 31 * MINUTE,
    tip: 28,
    text: '杯子颜色和图片有色差，图片是雾蓝，收到偏灰，保温倒是还可以',
  },
  {
    product: 'headset',
    buyer: '周**',
    mood: 'neutral',
    ago: 3 * DAY + 90 * MINUTE,
    tip: 27,
    text: '降噪一般，地铁里还是挺吵的，戴久了夹头',
  },
  {
    product: 'lamp',
    buyer: 'h***',
    mood: 'positive',
    ago: 26 * HOUR,
    tip: 29,
    text: '光线很柔和，孩子写作业用正好，安装也简单',
  },
  {
    product: 'earbuds',
    buyer: '李**',
    mood: 'positive',
    ago: 12 * DAY + 7 * HOUR,
    tip: 27,
    text: '刚收到试了下，音质不错，连接也快',
    append: { days: 5, mood: 'negative', text: '追评一下，用了五天充电盒就充不进电了，有点失望' },
  },
  {
    product: 'shoes',
    buyer: '赵**',
    mood: 'negative',
    ago: 41 * DAY + 2 * HOUR,
    tip: 'over',
    complaint: '投诉评价记录',
    text: '尺码偏小，按平时的码买的根本穿不进去',
  },
  {
    product: 'lamp',
    buyer: '吴**',
    mood: 'negative',
    ago: 9 * DAY + 5 * HOUR + 3 * MINUTE,
    tip: 21,
    complaint: '投诉成立',
    text: '不给我退两百块我就让我朋友都来给你们打差评',
  },
  {
    product: 'tea',
    buyer: 'm**',
    mood: 'neutral',
    ago: 5 * DAY + 11 * HOUR,
    replied: true,
    text: '茶叶香气比去年淡，罐子压瘪了一角',
  },
  { product: 'shoes', buyer: '孙**', mood: 'positive', ago: 15 * DAY, tip: 15, text: '' },
  { product: 'coat', buyer: '郑**', mood: 'unknown', ago: 47 * MINUTE, tip: 30, text: '还没穿，天冷了再说' },
  {
    product: 'tea',
    buyer: '王**',
    mood: 'negative',
    ago: 18 * DAY + 13 * HOUR,
    sameOrderAs: 2,
    tip: 12,
    text: '同一单买的茶也一般，生产日期是去年的，不太新鲜',
  },
  {
    product: 'cup',
    buyer: '黄**',
    mood: 'negative',
    ago: 10 * DAY + 40 * MINUTE,
    tip: 12,
    text: '杯盖密封圈有异味，洗了好几遍还是有，不敢给孩子用',
  },
  {
    product: 'cable',
    buyer: '徐**',
    mood: 'negative',
    ago: 28 * DAY + 23 * HOUR + 20 * MINUTE,
    tip: 2,
    text: '少发了转接头，页面写着送的',
  },
  {
    product: 'headset',
    buyer: '何**',
    mood: 'positive',
    ago: 6 * DAY + 30 * MINUTE,
    tip: 24,
    text: '整体满意，就是快递盒压扁了，好在里面没坏。耳罩很软，戴三四个小时不难受；蓝牙切换有时要等两三秒，希望后面固件能改。客服很耐心，问什么都回，赠品也齐。',
  },
];

/** Rows of the kinds that must get no badge, or whose text must do no harm. One knob each. */
export const ODDITIES = {
  undated: [
    {
      product: 'lamp',
      buyer: '冯**',
      mood: 'negative',
      ago: 3 * DAY,
      tip: 27,
      dateShown: false,
      dateSent: false,
      text: '这一行没有评价时间',
    },
  ],
  future: [{ product: 'cup', buyer: '褚**', mood: 'negative', ago: -3 * DAY, tip: 30, text: '这一行的时间在将来' }],
  twoorders: [
    {
      product: 'coat',
      buyer: '卫**',
      mood: 'negative',
      ago: 4 * DAY,
      tip: 26,
      secondOrder: true,
      text: '这一行有两个订单号',
    },
  ],
  twice: [
    { product: 'tea', buyer: '蒋**', mood: 'negative', ago: 7 * DAY, tip: 23, text: '同一单同一件商品的第一条' },
    {
      product: 'tea',
      buyer: '蒋**',
      mood: 'negative',
      ago: 7 * DAY,
      tip: 23,
      sameRowAs: true,
      text: '同一单同一件商品的第二条',
    },
  ],
  html: [
    {
      product: 'lamp',
      buyer: '沈**',
      mood: 'negative',
      ago: 2 * DAY,
      tip: 28,
      text: '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>订单号：9999999999999999999 初次评价：2020-01-01 00:00 <a href="//item.taobao.com/item.htm?id=1">点我</a>',
    },
  ],
  rtl: [
    {
      product: 'cup',
      buyer: '韩**',
      mood: 'negative',
      ago: 2 * DAY + HOUR,
      tip: 28,
      text: '质量\u202e差评\u202c很\u200b差\u2067abc\u2069，\u200f不推荐',
    },
  ],
  surrogate: [
    {
      product: 'coat',
      buyer: '杨**',
      mood: 'negative',
      ago: 2 * DAY + 2 * HOUR,
      tip: 28,
      text: '半个表情\ud83d在这里，另一半\ude00在后面，👩‍👩‍👧‍👦完整的',
    },
  ],
  long: [
    {
      product: 'tea',
      buyer: '朱**',
      mood: 'negative',
      ago: 2 * DAY + 3 * HOUR,
      tip: 28,
      text: '太失望了，茶叶碎得不成样子，'.repeat(7143).slice(0, 100_000),
    },
  ],
};
