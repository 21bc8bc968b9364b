import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';

const fields: Record<AddressField, string> = {
  name: '姓名',
  line_one: '详细地址',
  line_two: '楼号、门牌号等',
  city: '城市',
  state: '省/州',
  postal_code: '邮政编码',
};

export const words: Words = {
  locale: 'zh-Hans',

  totals: {
    items: '商品金额',
    price: '价格',
    discount: '优惠',
    subtotal: '小计',
    tax: '税费',
    total: '合计',
    totalBeforeTax: '税前合计',
    estimatedTotal: '预估合计',
    refunded: '已退款',
  },

  soldOut: (name) => `${name} 已售罄。`,
  onlyLeft: (name, available) => `${name} 仅剩 ${available} 件。`,
  unknownItem: (id) => `没有商品“${id}”。请去掉它，重新指定商品。`,

  addressMissing: '请填写收货地址，以查看运费和税费。',
  fieldMissing: (field) => `请填写${fields[field]}。`,
  fieldInvalid: (field, country) => `${fields[field]}与国家/地区（${country}）不符。`,
  noDelivery: '我们不配送到此地址，请使用其他地址。',
  pickupOnly: '我们不配送到此地址，请选择自提或使用其他地址。',
  chooseDelivery: '请选择配送方式。',

  taxAddressInvalid: '无法计算此地址的税费，请检查邮政编码、省/州和国家/地区。',
  taxUnavailable: '目前无法计算税费，未扣款。请稍后重试。',
  minimumNotMet: (least) => `合计至少为 ${least} 才能在此付款。`,
  maximumExceeded: (most) => `在此付款的合计最高为 ${most}。`,

  priceChanged: '合计金额已变更，未扣款。付款前请确认新的金额。',
  buyerReview: '此订单需要买家确认：请打开 continue_url 中的页面，核对订单并在那里付款。',
  approvalPending: '商店正在审核此订单，审核后才能付款，未扣款。请稍后再查看。',
  orderRejected: '商店未接受此订单，未扣款。',
  paymentChecked: '正在确认您的付款，无需再次付款。',
  paymentUnavailable: '无法连接支付服务，未扣款。请稍后重试。',
  authenticate: '银行需要与买家确认此次付款，未扣款。请将验证结果随付款一起发送。',
  bankRefused: '银行未确认此次付款，未扣款。请使用其他银行卡。',
  bankSilent: '无法请求银行确认此次付款，未扣款。请重试或使用其他银行卡。',
  cannotAuthenticate: '此处仅接受经银行验证的银行卡，而此处无法完成验证。买家可以在商店的页面付款。',
  declines: {
    card_declined: '您的银行卡被拒绝，未扣款。请使用其他银行卡。',
    insufficient_funds: '您的银行卡余额不足，未扣款。请使用其他银行卡。',
    expired_card: '您的银行卡已过期，未扣款。请使用其他银行卡。',
    incorrect_details: '银行卡信息不正确，未扣款。请检查或使用其他银行卡。',
    try_again: '目前无法从该银行卡扣款，未扣款。请重试。',
    requires_3ds: '您的银行要求验证，但此处无法完成，未扣款。请使用其他银行卡。',
    cannot_authenticate: '此银行卡的银行无法在此处确认付款，未扣款。请使用其他银行卡。',
    proof_unusable: '银行验证的结果无法使用，未扣款。请重新授权付款。',
    token_unusable: '此付款授权已失效，未扣款。请重新授权付款。',
    amount_not_allowed: '付款授权的金额不足以支付合计，未扣款。请重新授权付款。',
  },

  rejections: {
    discount_code_invalid: () => '此优惠码无效。',
    discount_code_expired: (code) => `优惠码 ${code} 已过期。`,
    discount_code_already_applied: (code) => `优惠码 ${code} 已使用。`,
    discount_code_combination_disallowed: (code) => `使用优惠码 ${code} 不会有更多优惠。`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum ? `小计达到 ${minimum} 才能使用优惠码 ${code}。` : `未达到优惠码 ${code} 的最低消费金额。`,
    discount_code_user_not_logged_in: (code) => `请登录后使用优惠码 ${code}。`,
    discount_code_user_ineligible: (code) => `优惠码 ${code} 不适用于此订单。`,
    discount_code_usage_limit_reached: (code) => `优惠码 ${code} 已被用完。`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: '缺少密钥或密钥未知。请以“Authorization: Bearer …”发送。',
  invalid_signature: '请求的签名缺失、错误或已过时。',
  forbidden: '请求被拒绝：未加密，或主机名不符。',
  not_found: '此地址没有内容。',
  session_not_found: '没有此 ID 的会话。',
  method_not_allowed: '此地址不支持该方法。',
  session_completed: '此订单已付款。',
  session_canceled: '此次购买已取消，请重新开始。',
  session_expired: '此会话已过期，请重新开始。',
  too_large: '请求过大。',
  unsupported_media_type: '正文须以 application/json 发送。',
  missing_api_version: '缺少 API-Version 标头。',
  unsupported_api_version: '此处不支持该 API-Version。',
  idempotency_key_required: '每个 POST 都需要 Idempotency-Key。',
  idempotency_conflict: '此 Idempotency-Key 已用于其他正文，请使用新的。',
  request_not_idempotent: '此 Idempotency-Key 已用于其他正文，请使用新的。',
  idempotency_in_flight: '正在处理带有此 Idempotency-Key 的请求。',
  invalid_json: '正文不是有效的 JSON。',
  missing: '缺少必填内容。',
  invalid: '此值无效。',
  invalid_type: '此值的结构不正确。',
  invalid_item_id: '目录中没有此 ID 的商品。',
  unsupported_currency: '此商店以其他货币销售。',
  unknown_payment_handler: '此处不提供该付款方式。',
  pii_not_allowed: '此内容不得包含个人信息。',
  payment_in_progress: '正在处理付款，有结果之前无法更改。',
  approval_pending: '商店正在审核订单，有结果之前无法更改。',
  conflict: '会话正在被其他请求更改，请重新发送。',
  requires_3ds: '此次付款需要买家的银行验证，请发送 authentication_result。',
  rate_limited: '请求过多，请稍后重试。',
  service_unavailable: '服务目前不可用，请重新发送请求。',
  internal_error: '我们这边出现错误，请使用相同的密钥重新发送请求。',
};
