import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';

const fields: Record<AddressField, string> = {
  name: '이름',
  line_one: '주소',
  line_two: '상세 주소',
  city: '도시',
  state: '주/지역',
  postal_code: '우편번호',
};

export const words: Words = {
  locale: 'ko',

  totals: {
    items: '상품 금액',
    price: '가격',
    discount: '할인',
    subtotal: '소계',
    tax: '세금',
    total: '합계',
    totalBeforeTax: '합계(세금 별도)',
    estimatedTotal: '예상 합계',
    refunded: '환불됨',
  },

  soldOut: (name) => `품절된 상품입니다: ${name}`,
  onlyLeft: (name, available) => `${available}개만 남았습니다: ${name}`,
  unknownItem: (id) => `‘${id}’ 상품이 없습니다. 이 상품을 빼고 다시 지정해 주세요.`,

  addressMissing: '배송비와 세금을 보려면 배송 주소를 입력해 주세요.',
  fieldMissing: (field) => `다음 항목을 입력해 주세요: ${fields[field]}`,
  fieldInvalid: (field, country) => `다음 항목이 국가(${country})의 형식에 맞지 않습니다: ${fields[field]}`,
  noDelivery: '이 주소로는 배송하지 않습니다. 다른 주소를 입력해 주세요.',
  pickupOnly: '이 주소로는 배송하지 않습니다. 매장 수령을 선택하거나 다른 주소를 입력해 주세요.',
  chooseDelivery: '배송 방법을 선택해 주세요.',

  taxAddressInvalid: '이 주소의 세금을 계산할 수 없습니다. 우편번호, 주/지역, 국가를 확인해 주세요.',
  taxUnavailable: '지금은 세금을 계산할 수 없습니다. 청구된 금액은 없습니다. 잠시 후 다시 시도해 주세요.',
  minimumNotMet: (least) => `여기에서 결제하려면 합계가 ${least} 이상이어야 합니다.`,
  maximumExceeded: (most) => `여기에서 결제할 수 있는 합계는 최대 ${most}입니다.`,

  priceChanged: '합계 금액이 변경되었습니다. 청구된 금액은 없습니다. 결제하기 전에 새 금액을 확인해 주세요.',
  buyerReview: '구매자의 확인이 필요한 주문입니다. continue_url의 페이지를 열어 주문을 확인하고 그곳에서 결제해 주세요.',
  approvalPending: '상점에서 결제 전에 이 주문을 검토하고 있습니다. 청구된 금액은 없습니다. 나중에 다시 확인해 주세요.',
  orderRejected: '상점에서 이 주문을 수락하지 않았습니다. 청구된 금액은 없습니다.',
  paymentChecked: '결제를 확인하고 있습니다. 다시 결제하지 않으셔도 됩니다.',
  paymentUnavailable: '결제 서비스에 연결할 수 없습니다. 청구된 금액은 없습니다. 잠시 후 다시 시도해 주세요.',
  authenticate: '이 결제에는 구매자의 카드사 인증이 필요합니다. 청구된 금액은 없습니다. 인증 결과를 결제와 함께 보내 주세요.',
  bankRefused: '카드사에서 이 결제를 승인하지 않았습니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
  bankSilent: '카드사에 인증을 요청하지 못했습니다. 청구된 금액은 없습니다. 다시 시도하거나 다른 카드를 사용해 주세요.',
  cannotAuthenticate:
    '카드 결제에는 카드사 인증이 필요하지만 여기에서는 할 수 없습니다. 구매자는 상점의 결제 페이지에서 결제할 수 있습니다.',
  declines: {
    card_declined: '카드가 거절되었습니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
    insufficient_funds: '카드 잔액이 부족합니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
    expired_card: '카드가 만료되었습니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
    incorrect_details: '카드 정보가 올바르지 않습니다. 청구된 금액은 없습니다. 정보를 확인하거나 다른 카드를 사용해 주세요.',
    try_again: '지금은 카드로 결제할 수 없습니다. 청구된 금액은 없습니다. 다시 시도해 주세요.',
    requires_3ds: '카드사 인증이 필요하지만 여기에서는 할 수 없습니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
    cannot_authenticate: '이 카드의 카드사는 여기에서 결제를 인증할 수 없습니다. 청구된 금액은 없습니다. 다른 카드를 사용해 주세요.',
    proof_unusable: '카드사 인증 결과를 사용할 수 없습니다. 청구된 금액은 없습니다. 결제를 다시 승인해 주세요.',
    token_unusable: '이 결제 승인은 더 이상 사용할 수 없습니다. 청구된 금액은 없습니다. 결제를 다시 승인해 주세요.',
    amount_not_allowed: '결제 승인 금액이 이 합계에 미치지 못합니다. 청구된 금액은 없습니다. 결제를 다시 승인해 주세요.',
  },

  rejections: {
    discount_code_invalid: () => '유효하지 않은 할인 코드입니다.',
    discount_code_expired: (code) => `만료된 할인 코드입니다: ${code}`,
    discount_code_already_applied: (code) => `이미 적용된 할인 코드입니다: ${code}`,
    discount_code_combination_disallowed: (code) => `이 할인 코드로는 더 할인되지 않습니다: ${code}`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum
        ? `소계가 ${minimum} 이상일 때 사용할 수 있는 할인 코드입니다: ${code}`
        : `최소 주문 금액에 미치지 못하는 할인 코드입니다: ${code}`,
    discount_code_user_not_logged_in: (code) => `로그인해야 사용할 수 있는 할인 코드입니다: ${code}`,
    discount_code_user_ineligible: (code) => `이 주문에는 사용할 수 없는 할인 코드입니다: ${code}`,
    discount_code_usage_limit_reached: (code) => `사용 한도에 도달한 할인 코드입니다: ${code}`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: '키가 없거나 알 수 없는 키입니다. ‘Authorization: Bearer …’로 보내 주세요.',
  invalid_signature: '요청의 서명이 없거나 잘못되었거나 너무 오래되었습니다.',
  forbidden: '요청이 거부되었습니다. 암호화되지 않았거나 호스트 이름이 다릅니다.',
  not_found: '이 주소에는 아무것도 없습니다.',
  session_not_found: '이 ID의 세션이 없습니다.',
  method_not_allowed: '이 주소에서는 이 메서드를 사용할 수 없습니다.',
  session_completed: '이미 결제된 주문입니다.',
  session_canceled: '취소된 구매입니다. 새로 시작해 주세요.',
  session_expired: '만료된 세션입니다. 새로 시작해 주세요.',
  too_large: '요청이 너무 큽니다.',
  unsupported_media_type: '본문은 application/json으로 보내야 합니다.',
  missing_api_version: 'API-Version 헤더가 없습니다.',
  unsupported_api_version: '지원하지 않는 API-Version입니다.',
  idempotency_key_required: '모든 POST에는 Idempotency-Key가 필요합니다.',
  idempotency_conflict: '이 Idempotency-Key는 다른 본문에 이미 사용되었습니다. 새 키를 사용해 주세요.',
  request_not_idempotent: '이 Idempotency-Key는 다른 본문에 이미 사용되었습니다. 새 키를 사용해 주세요.',
  idempotency_in_flight: '이 Idempotency-Key의 요청을 처리하고 있습니다.',
  invalid_json: '본문이 올바른 JSON이 아닙니다.',
  missing: '필수 항목이 없습니다.',
  invalid: '사용할 수 없는 값입니다.',
  invalid_type: '값의 구조가 올바르지 않습니다.',
  invalid_item_id: '카탈로그에 이 ID의 상품이 없습니다.',
  unsupported_currency: '이 상점은 다른 통화로 판매합니다.',
  unknown_payment_handler: '제공하지 않는 결제 수단입니다.',
  pii_not_allowed: '이 항목에는 개인정보를 넣을 수 없습니다.',
  payment_in_progress: '결제가 처리되고 있습니다. 결과가 나올 때까지 변경할 수 없습니다.',
  approval_pending: '상점에서 주문을 검토하고 있습니다. 결정될 때까지 변경할 수 없습니다.',
  conflict: '다른 요청이 세션을 변경하고 있습니다. 다시 보내 주세요.',
  requires_3ds: '이 결제에는 카드사 인증이 필요합니다. authentication_result를 보내 주세요.',
  rate_limited: '요청이 너무 많습니다. 나중에 다시 시도해 주세요.',
  service_unavailable: '지금은 서비스를 이용할 수 없습니다. 다시 보내 주세요.',
  internal_error: '서버에서 오류가 발생했습니다. 같은 키로 다시 보내 주세요.',
};
