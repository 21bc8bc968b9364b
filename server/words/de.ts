import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';

const fields: Record<AddressField, string> = {
  name: 'Vor- und Nachname',
  line_one: 'Straße und Hausnummer',
  line_two: 'Adresszusatz',
  city: 'Ort',
  state: 'Bundesland/Provinz',
  postal_code: 'PLZ',
};

export const words: Words = {
  locale: 'de',

  totals: {
    items: 'Artikel',
    price: 'Preis',
    discount: 'Rabatt',
    subtotal: 'Zwischensumme',
    tax: 'Steuern',
    total: 'Gesamtbetrag',
    totalBeforeTax: 'Gesamtbetrag vor Steuern',
    estimatedTotal: 'Voraussichtlicher Gesamtbetrag',
    refunded: 'Erstattet',
  },

  soldOut: (name) => `${name} ist ausverkauft.`,
  onlyLeft: (name, available) => `${name}: nur noch ${available} verfügbar.`,
  unknownItem: (id) => `Den Artikel „${id}“ gibt es nicht. Bitte nennen Sie die Artikel noch einmal ohne ihn.`,

  addressMissing: 'Geben Sie eine Lieferadresse ein, um Versand und Steuern zu sehen.',
  fieldMissing: (field) => `${fields[field]} fehlt.`,
  fieldInvalid: (field, country) => `${fields[field]}: Die Angabe passt nicht zum Land ${country}.`,
  noDelivery: 'An diese Adresse liefern wir nicht. Bitte wählen Sie eine andere.',
  pickupOnly: 'An diese Adresse liefern wir nicht. Bitte wählen Sie eine Abholung oder eine andere Adresse.',
  chooseDelivery: 'Bitte wählen Sie eine Lieferoption.',

  taxAddressInvalid: 'Für diese Adresse lassen sich die Steuern nicht berechnen. Bitte prüfen Sie PLZ, Bundesland und Land.',
  taxUnavailable: 'Die Steuern lassen sich gerade nicht berechnen. Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.',
  minimumNotMet: (least) => `Der Gesamtbetrag muss mindestens ${least} betragen, um hier bezahlt zu werden.`,
  maximumExceeded: (most) => `Der Gesamtbetrag darf höchstens ${most} betragen, um hier bezahlt zu werden.`,

  priceChanged: 'Der Gesamtbetrag hat sich geändert. Es wurde nichts abgebucht. Bitte prüfen Sie ihn, bevor Sie bezahlen.',
  buyerReview:
    'Diese Bestellung muss vom Käufer bestätigt werden: Öffnen Sie die Adresse in continue_url, prüfen Sie die Bestellung und bezahlen Sie dort.',
  approvalPending:
    'Der Shop prüft diese Bestellung, bevor sie bezahlt werden kann. Es wurde nichts abgebucht. Bitte sehen Sie später noch einmal nach.',
  orderRejected: 'Der Shop hat diese Bestellung nicht angenommen. Es wurde nichts abgebucht.',
  paymentChecked: 'Ihre Zahlung wird geprüft. Bitte bezahlen Sie nicht noch einmal.',
  paymentUnavailable: 'Der Zahlungsdienst ist nicht erreichbar. Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.',
  authenticate:
    'Die Bank der Karte muss diese Zahlung mit dem Käufer bestätigen. Es wurde nichts abgebucht. Senden Sie das Ergebnis mit der Zahlung.',
  bankRefused: 'Die Bank hat diese Zahlung nicht bestätigt. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
  bankSilent:
    'Die Bank konnte nicht um Bestätigung dieser Zahlung gebeten werden. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal oder mit einer anderen Karte.',
  cannotAuthenticate:
    'Karten werden hier nur mit Bestätigung ihrer Bank angenommen, und die ist hier nicht möglich. Der Käufer kann auf der Seite des Shops bezahlen.',
  declines: {
    card_declined: 'Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    insufficient_funds: 'Ihre Karte ist nicht ausreichend gedeckt. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    expired_card: 'Ihre Karte ist abgelaufen. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    incorrect_details:
      'Die Kartendaten stimmen nicht. Es wurde nichts abgebucht. Bitte prüfen Sie sie oder verwenden Sie eine andere Karte.',
    try_again: 'Die Karte konnte gerade nicht belastet werden. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    requires_3ds:
      'Ihre Bank verlangt eine Bestätigung, die hier nicht möglich ist. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    cannot_authenticate:
      'Die Bank dieser Karte kann Zahlungen hier nicht bestätigen. Es wurde nichts abgebucht. Bitte verwenden Sie eine andere Karte.',
    proof_unusable:
      'Die Bestätigung der Bank ließ sich nicht verwenden. Es wurde nichts abgebucht. Bitte geben Sie die Zahlung noch einmal frei.',
    token_unusable: 'Diese Zahlungsfreigabe gilt nicht mehr. Es wurde nichts abgebucht. Bitte geben Sie die Zahlung noch einmal frei.',
    amount_not_allowed:
      'Die Zahlungsfreigabe deckt diesen Gesamtbetrag nicht. Es wurde nichts abgebucht. Bitte geben Sie die Zahlung noch einmal frei.',
  },

  rejections: {
    discount_code_invalid: () => 'Dieser Rabattcode ist ungültig.',
    discount_code_expired: (code) => `Der Rabattcode ${code} ist abgelaufen.`,
    discount_code_already_applied: (code) => `Der Rabattcode ${code} ist bereits eingelöst.`,
    discount_code_combination_disallowed: (code) => `Der Rabattcode ${code} bringt hier keinen weiteren Rabatt.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum
        ? `Der Rabattcode ${code} gilt ab einer Zwischensumme von ${minimum}.`
        : `Für den Rabattcode ${code} ist der Mindestbestellwert noch nicht erreicht.`,
    discount_code_user_not_logged_in: (code) => `Bitte melden Sie sich an, um den Rabattcode ${code} einzulösen.`,
    discount_code_user_ineligible: (code) => `Der Rabattcode ${code} gilt nicht für diese Bestellung.`,
    discount_code_usage_limit_reached: (code) => `Der Rabattcode ${code} ist aufgebraucht.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'Der Schlüssel fehlt oder ist nicht bekannt. Senden Sie ihn als „Authorization: Bearer …“.',
  invalid_signature: 'Die Signatur der Anfrage fehlt, ist falsch oder zu alt.',
  forbidden: 'Die Anfrage wurde abgelehnt: Sie kam unverschlüsselt oder unter einem fremden Hostnamen.',
  not_found: 'Unter dieser Adresse gibt es nichts.',
  session_not_found: 'Es gibt keine Sitzung mit dieser Id.',
  method_not_allowed: 'Diese Adresse erlaubt die Methode nicht.',
  session_completed: 'Diese Bestellung ist bereits bezahlt.',
  session_canceled: 'Dieser Kauf wurde abgebrochen. Beginnen Sie einen neuen.',
  session_expired: 'Diese Sitzung ist abgelaufen. Beginnen Sie eine neue.',
  too_large: 'Die Anfrage ist zu groß.',
  unsupported_media_type: 'Der Inhalt muss als application/json gesendet werden.',
  missing_api_version: 'Der Header API-Version fehlt.',
  unsupported_api_version: 'Diese API-Version wird hier nicht gesprochen.',
  idempotency_key_required: 'Jedes POST braucht einen Idempotency-Key.',
  idempotency_conflict: 'Dieser Idempotency-Key wurde schon mit einem anderen Inhalt verwendet. Nehmen Sie einen neuen.',
  request_not_idempotent: 'Dieser Idempotency-Key wurde schon mit einem anderen Inhalt verwendet. Nehmen Sie einen neuen.',
  idempotency_in_flight: 'Eine Anfrage mit diesem Idempotency-Key wird gerade bearbeitet.',
  invalid_json: 'Der Inhalt ist kein gültiges JSON.',
  missing: 'Eine erforderliche Angabe fehlt.',
  invalid: 'Diese Angabe ist ungültig.',
  invalid_type: 'Diese Angabe hat den falschen Aufbau.',
  invalid_item_id: 'Der Katalog hat keinen Artikel mit dieser Id.',
  unsupported_currency: 'Dieser Shop verkauft in einer anderen Währung.',
  unknown_payment_handler: 'Diese Zahlungsart wird hier nicht angeboten.',
  pii_not_allowed: 'Diese Angabe darf keine persönlichen Daten enthalten.',
  payment_in_progress: 'Eine Zahlung wird gerade verarbeitet. Bis sie entschieden ist, lässt sich nichts ändern.',
  approval_pending: 'Der Shop prüft die Bestellung. Bis er entschieden hat, lässt sich nichts ändern.',
  conflict: 'Die Sitzung wird gerade von jemand anderem geändert. Senden Sie die Anfrage noch einmal.',
  requires_3ds: 'Diese Zahlung muss die Bank des Käufers bestätigen. Senden Sie authentication_result mit.',
  rate_limited: 'Zu viele Anfragen. Versuchen Sie es später noch einmal.',
  service_unavailable: 'Der Dienst ist gerade nicht erreichbar. Senden Sie die Anfrage noch einmal.',
  internal_error: 'Bei uns ist ein Fehler aufgetreten. Senden Sie die Anfrage mit demselben Schlüssel noch einmal.',
};
