import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';
import {plurals} from './plural.js';

const plural = plurals('ar');

// Names and codes may be written from left to right: isolated, they leave the sentence around them in order.
const apart = (text: string) => `\u2068${text}\u2069`;

const fields: Record<AddressField, string> = {
  name: 'الاسم الكامل',
  line_one: 'العنوان',
  line_two: 'الشقة أو المبنى أو غير ذلك',
  city: 'المدينة',
  state: 'الولاية/المنطقة',
  postal_code: 'الرمز البريدي',
};

export const words: Words = {
  locale: 'ar',

  totals: {
    items: 'المنتجات',
    price: 'السعر',
    discount: 'الخصم',
    subtotal: 'المجموع الفرعي',
    tax: 'الضريبة',
    total: 'الإجمالي',
    totalBeforeTax: 'الإجمالي قبل الضريبة',
    estimatedTotal: 'الإجمالي المتوقع',
    refunded: 'المبلغ المسترد',
  },

  soldOut: (name) => `${apart(name)}: نفدت الكمية.`,
  onlyLeft: (name, available) => {
    const left = plural(available, {
      one: 'بقيت قطعة واحدة فقط',
      two: 'بقيت قطعتان فقط',
      few: `بقيت ${available} قطع فقط`,
      other: `بقيت ${available} قطعة فقط`,
    });
    return `${apart(name)}: ${left}.`;
  },
  unknownItem: (id) => `لا يوجد منتج بالمعرّف «${apart(id)}». يُرجى ذكر المنتجات مرة أخرى من دونه.`,

  addressMissing: 'أضف عنوان التوصيل لعرض الشحن والضريبة.',
  fieldMissing: (field) => `حقل «${fields[field]}» مطلوب.`,
  fieldInvalid: (field, country) => `القيمة في حقل «${fields[field]}» لا تناسب البلد (${apart(country)}).`,
  noDelivery: 'لا نوصّل إلى هذا العنوان. يُرجى استخدام عنوان آخر.',
  pickupOnly: 'لا نوصّل إلى هذا العنوان. يُرجى اختيار الاستلام بنفسك أو استخدام عنوان آخر.',
  chooseDelivery: 'يُرجى اختيار طريقة التوصيل.',

  taxAddressInvalid: 'تعذّر حساب الضريبة لهذا العنوان. يُرجى التحقق من الرمز البريدي والولاية والبلد.',
  taxUnavailable: 'تعذّر حساب الضريبة حاليًا. لم يُخصم أي مبلغ. يُرجى المحاولة مرة أخرى بعد قليل.',
  minimumNotMet: (least) => `يجب ألا يقل الإجمالي عن ${apart(least)} للدفع هنا.`,
  maximumExceeded: (most) => `يجب ألا يزيد الإجمالي على ${apart(most)} للدفع هنا.`,

  priceChanged: 'تغيّر الإجمالي. لم يُخصم أي مبلغ. يُرجى التحقق من الإجمالي الجديد قبل الدفع.',
  buyerReview: 'يجب أن يؤكد المشتري هذا الطلب: افتح العنوان الوارد في continue_url وراجع الطلب وادفع هناك.',
  approvalPending: 'يراجع المتجر هذا الطلب قبل أن يصبح الدفع ممكنًا. لم يُخصم أي مبلغ. يُرجى التحقق مرة أخرى لاحقًا.',
  orderRejected: 'لم يقبل المتجر هذا الطلب. لم يُخصم أي مبلغ.',
  paymentChecked: 'يجري التحقق من عملية الدفع. لا حاجة إلى الدفع مرة أخرى.',
  paymentUnavailable: 'تعذّر الوصول إلى خدمة الدفع. لم يُخصم أي مبلغ. يُرجى المحاولة مرة أخرى بعد قليل.',
  authenticate: 'يجب أن يؤكد مصرف البطاقة عملية الدفع هذه مع المشتري. لم يُخصم أي مبلغ. أرسل النتيجة مع الدفع.',
  bankRefused: 'لم يؤكد المصرف عملية الدفع هذه. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
  bankSilent: 'تعذّر طلب تأكيد عملية الدفع هذه من المصرف. لم يُخصم أي مبلغ. يُرجى المحاولة مرة أخرى أو استخدام بطاقة أخرى.',
  cannotAuthenticate: 'لا تُقبل البطاقات هنا إلا بتأكيد من مصرفها، وهذا غير ممكن هنا. يمكن للمشتري الدفع على صفحة المتجر.',
  declines: {
    card_declined: 'رُفضت بطاقتك. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
    insufficient_funds: 'رصيد بطاقتك غير كافٍ. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
    expired_card: 'انتهت صلاحية بطاقتك. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
    incorrect_details: 'بيانات البطاقة غير صحيحة. لم يُخصم أي مبلغ. يُرجى التحقق منها أو استخدام بطاقة أخرى.',
    try_again: 'تعذّر الخصم من البطاقة حاليًا. لم يُخصم أي مبلغ. يُرجى المحاولة مرة أخرى.',
    requires_3ds: 'يطلب مصرفك تأكيدًا لا يمكن إجراؤه هنا. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
    cannot_authenticate: 'لا يمكن لمصرف هذه البطاقة تأكيد عمليات الدفع هنا. لم يُخصم أي مبلغ. يُرجى استخدام بطاقة أخرى.',
    proof_unusable: 'تعذّر استخدام تأكيد المصرف. لم يُخصم أي مبلغ. يُرجى الموافقة على الدفع مرة أخرى.',
    token_unusable: 'لم يعد إذن الدفع هذا صالحًا. لم يُخصم أي مبلغ. يُرجى الموافقة على الدفع مرة أخرى.',
    amount_not_allowed: 'لا يغطي إذن الدفع هذا الإجمالي. لم يُخصم أي مبلغ. يُرجى الموافقة على الدفع مرة أخرى.',
  },

  rejections: {
    discount_code_invalid: () => 'رمز الخصم غير صالح.',
    discount_code_expired: (code) => `انتهت صلاحية رمز الخصم ${apart(code)}.`,
    discount_code_already_applied: (code) => `رمز الخصم ${apart(code)} مطبّق بالفعل.`,
    discount_code_combination_disallowed: (code) => `لا يضيف رمز الخصم ${apart(code)} أي خصم آخر.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum
        ? `يسري رمز الخصم ${apart(code)} عندما لا يقل المجموع الفرعي عن ${apart(minimum)}.`
        : `لم تبلغ الحد الأدنى للشراء لرمز الخصم ${apart(code)}.`,
    discount_code_user_not_logged_in: (code) => `يُرجى تسجيل الدخول لاستخدام رمز الخصم ${apart(code)}.`,
    discount_code_user_ineligible: (code) => `لا يسري رمز الخصم ${apart(code)} على هذا الطلب.`,
    discount_code_usage_limit_reached: (code) => `استُنفد رمز الخصم ${apart(code)}.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'المفتاح مفقود أو غير معروف. أرسله على شكل «Authorization: Bearer …».',
  invalid_signature: 'توقيع الطلب مفقود أو خاطئ أو قديم جدًا.',
  forbidden: 'رُفض الطلب: لم يكن مشفّرًا أو جاء باسم مضيف آخر.',
  not_found: 'لا يوجد شيء على هذا العنوان.',
  session_not_found: 'لا توجد جلسة بهذا المعرّف.',
  method_not_allowed: 'لا يقبل هذا العنوان هذه الطريقة.',
  session_completed: 'هذا الطلب مدفوع بالفعل.',
  session_canceled: 'أُلغيت عملية الشراء هذه. ابدأ عملية جديدة.',
  session_expired: 'انتهت صلاحية هذه الجلسة. ابدأ جلسة جديدة.',
  too_large: 'الطلب كبير جدًا.',
  unsupported_media_type: 'يجب إرسال المحتوى بصيغة application/json.',
  missing_api_version: 'الترويسة API-Version مفقودة.',
  unsupported_api_version: 'قيمة API-Version هذه غير مدعومة هنا.',
  idempotency_key_required: 'كل طلب POST يحتاج إلى Idempotency-Key.',
  idempotency_conflict: 'استُخدم Idempotency-Key هذا مع محتوى آخر. استخدم قيمة جديدة.',
  request_not_idempotent: 'استُخدم Idempotency-Key هذا مع محتوى آخر. استخدم قيمة جديدة.',
  idempotency_in_flight: 'يجري تنفيذ طلب يحمل Idempotency-Key هذا.',
  invalid_json: 'المحتوى ليس JSON صالحًا.',
  missing: 'هناك بيان مطلوب مفقود.',
  invalid: 'هذه القيمة غير صالحة.',
  invalid_type: 'بنية هذه القيمة غير صحيحة.',
  invalid_item_id: 'لا يوجد في الكتالوج منتج بهذا المعرّف.',
  unsupported_currency: 'يبيع هذا المتجر بعملة أخرى.',
  unknown_payment_handler: 'طريقة الدفع هذه غير متاحة هنا.',
  pii_not_allowed: 'يجب ألا تحتوي هذه القيمة على بيانات شخصية.',
  payment_in_progress: 'عملية دفع قيد التنفيذ. لا يمكن تغيير شيء حتى تنتهي.',
  approval_pending: 'يراجع المتجر الطلب. لا يمكن تغيير شيء حتى يتخذ قراره.',
  conflict: 'يجري تغيير الجلسة من جهة أخرى. أرسل الطلب مرة أخرى.',
  requires_3ds: 'يجب أن يؤكد مصرف المشتري عملية الدفع هذه. أرسل authentication_result.',
  rate_limited: 'عدد الطلبات كبير جدًا. حاول مرة أخرى لاحقًا.',
  service_unavailable: 'الخدمة غير متاحة حاليًا. أرسل الطلب مرة أخرى.',
  internal_error: 'حدث خطأ لدينا. أرسل الطلب مرة أخرى بالمفتاح نفسه.',
};
