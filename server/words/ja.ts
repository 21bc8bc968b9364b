import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';

const fields: Record<AddressField, string> = {
  name: 'お名前',
  line_one: '住所',
  line_two: '建物名・部屋番号',
  city: '市区町村',
  state: '都道府県・州',
  postal_code: '郵便番号',
};

export const words: Words = {
  locale: 'ja',

  totals: {
    items: '商品',
    price: '価格',
    discount: '割引',
    subtotal: '小計',
    tax: '税',
    total: '合計',
    totalBeforeTax: '合計（税抜）',
    estimatedTotal: '合計（見込み）',
    refunded: '返金済み',
  },

  soldOut: (name) => `${name}は在庫切れです。`,
  onlyLeft: (name, available) => `${name}は残り${available}点です。`,
  unknownItem: (id) => `商品「${id}」はありません。これを除いて、もう一度商品を指定してください。`,

  addressMissing: '送料と税を確認するには、お届け先の住所を入力してください。',
  fieldMissing: (field) => `${fields[field]}を入力してください。`,
  fieldInvalid: (field, country) => `${fields[field]}が国（${country}）の形式に合っていません。`,
  noDelivery: 'この住所にはお届けできません。別の住所を入力してください。',
  pickupOnly: 'この住所にはお届けできません。店舗受け取りを選ぶか、別の住所を入力してください。',
  chooseDelivery: '配送方法を選択してください。',

  taxAddressInvalid: 'この住所では税を計算できません。郵便番号、都道府県・州、国をご確認ください。',
  taxUnavailable: '現在、税を計算できません。請求は発生していません。しばらくしてからもう一度お試しください。',
  minimumNotMet: (least) => `ここでのお支払いには、合計が${least}以上である必要があります。`,
  maximumExceeded: (most) => `ここでお支払いいただける合計は${most}までです。`,

  priceChanged: '合計金額が変わりました。請求は発生していません。お支払いの前に新しい金額をご確認ください。',
  buyerReview: 'このご注文には購入者の確認が必要です。continue_urlのページを開いて内容を確認し、そこでお支払いください。',
  approvalPending: 'お支払いの前に、ショップがこのご注文を確認しています。請求は発生していません。後ほどもう一度ご確認ください。',
  orderRejected: 'ショップはこのご注文を受け付けませんでした。請求は発生していません。',
  paymentChecked: 'お支払いを確認しています。もう一度お支払いいただく必要はありません。',
  paymentUnavailable: '決済サービスに接続できませんでした。請求は発生していません。しばらくしてからもう一度お試しください。',
  authenticate:
    'このお支払いには、カード会社による購入者の本人確認が必要です。請求は発生していません。確認結果をお支払いと一緒に送信してください。',
  bankRefused: 'カード会社がこのお支払いを承認しませんでした。請求は発生していません。別のカードをご利用ください。',
  bankSilent: 'カード会社に本人確認を依頼できませんでした。請求は発生していません。もう一度お試しいただくか、別のカードをご利用ください。',
  cannotAuthenticate:
    'カードのご利用にはカード会社の本人確認が必要ですが、ここでは行えません。購入者はショップのページでお支払いいただけます。',
  declines: {
    card_declined: 'カードが承認されませんでした。請求は発生していません。別のカードをご利用ください。',
    insufficient_funds: 'カードの残高が不足しています。請求は発生していません。別のカードをご利用ください。',
    expired_card: 'カードの有効期限が切れています。請求は発生していません。別のカードをご利用ください。',
    incorrect_details: 'カード情報が正しくありません。請求は発生していません。ご確認いただくか、別のカードをご利用ください。',
    try_again: '現在、カードで決済できませんでした。請求は発生していません。もう一度お試しください。',
    requires_3ds: 'カード会社の本人確認が必要ですが、ここでは行えません。請求は発生していません。別のカードをご利用ください。',
    cannot_authenticate: 'このカードの会社は、ここでの本人確認に対応していません。請求は発生していません。別のカードをご利用ください。',
    proof_unusable: 'カード会社の本人確認の結果を利用できませんでした。請求は発生していません。もう一度お支払いを承認してください。',
    token_unusable: 'このお支払いの承認は使用できなくなりました。請求は発生していません。もう一度お支払いを承認してください。',
    amount_not_allowed: 'お支払いの承認がこの合計金額に足りません。請求は発生していません。もう一度お支払いを承認してください。',
  },

  rejections: {
    discount_code_invalid: () => 'この割引コードは無効です。',
    discount_code_expired: (code) => `割引コード${code}は期限切れです。`,
    discount_code_already_applied: (code) => `割引コード${code}はすでに適用されています。`,
    discount_code_combination_disallowed: (code) => `割引コード${code}では、これ以上割引されません。`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum ? `割引コード${code}は、小計が${minimum}以上で利用できます。` : `割引コード${code}の最低購入金額に達していません。`,
    discount_code_user_not_logged_in: (code) => `割引コード${code}を利用するには、ログインしてください。`,
    discount_code_user_ineligible: (code) => `割引コード${code}は、このご注文には利用できません。`,
    discount_code_usage_limit_reached: (code) => `割引コード${code}は利用上限に達しました。`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'キーがないか、認識できません。「Authorization: Bearer …」として送信してください。',
  invalid_signature: 'リクエストの署名がないか、正しくないか、古すぎます。',
  forbidden: 'リクエストは拒否されました。暗号化されていないか、ホスト名が異なります。',
  not_found: 'このアドレスには何もありません。',
  session_not_found: 'このIDのセッションはありません。',
  method_not_allowed: 'このアドレスではこのメソッドを利用できません。',
  session_completed: 'このご注文はすでに支払い済みです。',
  session_canceled: 'この購入手続きはキャンセルされました。新しく始めてください。',
  session_expired: 'このセッションは期限切れです。新しく始めてください。',
  too_large: 'リクエストが大きすぎます。',
  unsupported_media_type: '本文はapplication/jsonで送信してください。',
  missing_api_version: 'API-Versionヘッダーがありません。',
  unsupported_api_version: 'このAPI-Versionには対応していません。',
  idempotency_key_required: 'POSTには必ずIdempotency-Keyが必要です。',
  idempotency_conflict: 'このIdempotency-Keyは別の本文で使用済みです。新しいキーを使用してください。',
  request_not_idempotent: 'このIdempotency-Keyは別の本文で使用済みです。新しいキーを使用してください。',
  idempotency_in_flight: 'このIdempotency-Keyのリクエストを処理しています。',
  invalid_json: '本文が正しいJSONではありません。',
  missing: '必須の項目がありません。',
  invalid: 'この値は使用できません。',
  invalid_type: 'この値の構造が正しくありません。',
  invalid_item_id: 'このIDの商品はカタログにありません。',
  unsupported_currency: 'このショップでは別の通貨で販売しています。',
  unknown_payment_handler: 'この支払い方法には対応していません。',
  pii_not_allowed: 'この項目に個人情報を含めることはできません。',
  payment_in_progress: 'お支払いを処理しています。結果が出るまで変更できません。',
  approval_pending: 'ショップがご注文を確認しています。結果が出るまで変更できません。',
  conflict: 'セッションは別の処理で変更されています。もう一度送信してください。',
  requires_3ds: 'このお支払いにはカード会社の本人確認が必要です。authentication_resultを送信してください。',
  rate_limited: 'リクエストが多すぎます。しばらくしてからもう一度お試しください。',
  service_unavailable: '現在サービスを利用できません。もう一度送信してください。',
  internal_error: 'こちらでエラーが発生しました。同じキーでもう一度送信してください。',
};
