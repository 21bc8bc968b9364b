import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';
import {plurals} from './plural.js';

const plural = plurals('he');

// Names and codes may be written from left to right: isolated, they leave the sentence around them in order.
const apart = (text: string) => `\u2068${text}\u2069`;

const fields: Record<AddressField, string> = {
  name: 'שם מלא',
  line_one: 'רחוב ומספר',
  line_two: 'דירה, כניסה וכו׳',
  city: 'עיר',
  state: 'מדינה/מחוז',
  postal_code: 'מיקוד',
};

export const words: Words = {
  locale: 'he',

  totals: {
    items: 'פריטים',
    price: 'מחיר',
    discount: 'הנחה',
    subtotal: 'סכום ביניים',
    tax: 'מס',
    total: 'סה״כ',
    totalBeforeTax: 'סה״כ לפני מס',
    estimatedTotal: 'סה״כ משוער',
    refunded: 'הוחזר',
  },

  soldOut: (name) => `${apart(name)}: אזל מהמלאי.`,
  onlyLeft: (name, available) =>
    `${apart(name)}: ${plural(available, {one: 'נשארה יחידה אחת בלבד', two: 'נשארו שתי יחידות בלבד', other: `נשארו ${available} יחידות בלבד`})}.`,
  unknownItem: (id) => `אין פריט בשם „${apart(id)}”. יש לציין שוב את הפריטים בלעדיו.`,

  addressMissing: 'יש להוסיף כתובת למשלוח כדי לראות את דמי המשלוח והמס.',
  fieldMissing: (field) => `חסר: ${fields[field]}.`,
  fieldInvalid: (field, country) => `${fields[field]}: הערך אינו מתאים למדינה (${apart(country)}).`,
  noDelivery: 'איננו שולחים לכתובת הזו. יש לבחור כתובת אחרת.',
  pickupOnly: 'איננו שולחים לכתובת הזו. אפשר לבחור באיסוף עצמי או בכתובת אחרת.',
  chooseDelivery: 'יש לבחור אפשרות משלוח.',

  taxAddressInvalid: 'אי אפשר לחשב את המס לכתובת הזו. יש לבדוק את המיקוד, המחוז והמדינה.',
  taxUnavailable: 'אי אפשר לחשב את המס כרגע. לא בוצע חיוב. אפשר לנסות שוב בעוד רגע.',
  minimumNotMet: (least) => `כדי לשלם כאן הסכום הכולל צריך להיות לפחות ${apart(least)}.`,
  maximumExceeded: (most) => `כדי לשלם כאן הסכום הכולל יכול להיות לכל היותר ${apart(most)}.`,

  priceChanged: 'הסכום הכולל השתנה. לא בוצע חיוב. יש לבדוק את הסכום החדש לפני התשלום.',
  buyerReview: 'הקונה צריך לאשר את ההזמנה הזו: יש לפתוח את הכתובת שב־continue_url, לבדוק את ההזמנה ולשלם שם.',
  approvalPending: 'החנות בודקת את ההזמנה הזו לפני שאפשר לשלם עליה. לא בוצע חיוב. אפשר לבדוק שוב מאוחר יותר.',
  orderRejected: 'החנות לא קיבלה את ההזמנה הזו. לא בוצע חיוב.',
  paymentChecked: 'התשלום שלך נבדק. אין צורך לשלם שוב.',
  paymentUnavailable: 'אין גישה לשירות התשלומים. לא בוצע חיוב. אפשר לנסות שוב בעוד רגע.',
  authenticate: 'הבנק של הכרטיס צריך לאשר את התשלום הזה עם הקונה. לא בוצע חיוב. יש לשלוח את התוצאה עם התשלום.',
  bankRefused: 'הבנק לא אישר את התשלום הזה. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
  bankSilent: 'אי אפשר היה לבקש מהבנק לאשר את התשלום הזה. לא בוצע חיוב. אפשר לנסות שוב או להשתמש בכרטיס אחר.',
  cannotAuthenticate: 'כאן מתקבלים כרטיסים רק באישור הבנק שלהם, ואי אפשר לקבל אותו כאן. הקונה יכול לשלם בדף של החנות.',
  declines: {
    card_declined: 'הכרטיס נדחה. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
    insufficient_funds: 'אין בכרטיס יתרה מספקת. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
    expired_card: 'תוקף הכרטיס פג. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
    incorrect_details: 'פרטי הכרטיס אינם נכונים. לא בוצע חיוב. יש לבדוק אותם או להשתמש בכרטיס אחר.',
    try_again: 'אי אפשר היה לחייב את הכרטיס כרגע. לא בוצע חיוב. אפשר לנסות שוב.',
    requires_3ds: 'הבנק מבקש אישור שאי אפשר לתת כאן. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
    cannot_authenticate: 'הבנק של הכרטיס הזה אינו יכול לאשר תשלומים כאן. לא בוצע חיוב. אפשר להשתמש בכרטיס אחר.',
    proof_unusable: 'אי אפשר היה להשתמש באישור הבנק. לא בוצע חיוב. יש לאשר את התשלום שוב.',
    token_unusable: 'הרשאת התשלום הזו אינה בתוקף עוד. לא בוצע חיוב. יש לאשר את התשלום שוב.',
    amount_not_allowed: 'הרשאת התשלום אינה מכסה את הסכום הכולל. לא בוצע חיוב. יש לאשר את התשלום שוב.',
  },

  rejections: {
    discount_code_invalid: () => 'קוד ההנחה אינו תקף.',
    discount_code_expired: (code) => `תוקפו של קוד ההנחה ${apart(code)} פג.`,
    discount_code_already_applied: (code) => `קוד ההנחה ${apart(code)} כבר הופעל.`,
    discount_code_combination_disallowed: (code) => `קוד ההנחה ${apart(code)} אינו מוסיף הנחה נוספת.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum ? `קוד ההנחה ${apart(code)} תקף מסכום ביניים של ${apart(minimum)}.` : `לא הגעת לסכום המינימום של קוד ההנחה ${apart(code)}.`,
    discount_code_user_not_logged_in: (code) => `יש להתחבר כדי להשתמש בקוד ההנחה ${apart(code)}.`,
    discount_code_user_ineligible: (code) => `קוד ההנחה ${apart(code)} אינו תקף להזמנה הזו.`,
    discount_code_usage_limit_reached: (code) => `קוד ההנחה ${apart(code)} מוצה.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'המפתח חסר או אינו מוכר. יש לשלוח אותו כך: „Authorization: Bearer …”.',
  invalid_signature: 'חתימת הבקשה חסרה, שגויה או ישנה מדי.',
  forbidden: 'הבקשה נדחתה: היא לא הוצפנה או הגיעה בשם מארח אחר.',
  not_found: 'אין דבר בכתובת הזו.',
  session_not_found: 'אין סשן עם המזהה הזה.',
  method_not_allowed: 'הכתובת הזו אינה מקבלת את השיטה הזו.',
  session_completed: 'ההזמנה הזו כבר שולמה.',
  session_canceled: 'הקנייה הזו בוטלה. יש להתחיל קנייה חדשה.',
  session_expired: 'תוקף הסשן פג. יש להתחיל סשן חדש.',
  too_large: 'הבקשה גדולה מדי.',
  unsupported_media_type: 'את גוף הבקשה יש לשלוח בתור application/json.',
  missing_api_version: 'חסרה הכותרת API-Version.',
  unsupported_api_version: 'הערך הזה של API-Version אינו נתמך כאן.',
  idempotency_key_required: 'לכל POST דרוש Idempotency-Key.',
  idempotency_conflict: 'ה־Idempotency-Key הזה כבר שימש עם גוף אחר. יש לקחת חדש.',
  request_not_idempotent: 'ה־Idempotency-Key הזה כבר שימש עם גוף אחר. יש לקחת חדש.',
  idempotency_in_flight: 'בקשה עם ה־Idempotency-Key הזה נמצאת בטיפול.',
  invalid_json: 'גוף הבקשה אינו JSON תקין.',
  missing: 'חסר פרט נדרש.',
  invalid: 'הערך הזה אינו תקף.',
  invalid_type: 'המבנה של הערך הזה שגוי.',
  invalid_item_id: 'אין בקטלוג פריט עם המזהה הזה.',
  unsupported_currency: 'החנות הזו מוכרת במטבע אחר.',
  unknown_payment_handler: 'אמצעי התשלום הזה אינו מוצע כאן.',
  pii_not_allowed: 'אסור שהערך הזה יכיל מידע אישי.',
  payment_in_progress: 'תשלום נמצא בעיבוד. אי אפשר לשנות דבר עד שתתקבל תוצאה.',
  approval_pending: 'החנות בודקת את ההזמנה. אי אפשר לשנות דבר עד להחלטתה.',
  conflict: 'הסשן משתנה כרגע בידי מישהו אחר. יש לשלוח את הבקשה שוב.',
  requires_3ds: 'הבנק של הקונה צריך לאשר את התשלום הזה. יש לשלוח authentication_result.',
  rate_limited: 'יותר מדי בקשות. אפשר לנסות שוב מאוחר יותר.',
  service_unavailable: 'השירות אינו זמין כרגע. יש לשלוח את הבקשה שוב.',
  internal_error: 'אירעה תקלה אצלנו. יש לשלוח את הבקשה שוב עם אותו מפתח.',
};
