import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';
import {plurals} from './plural.js';

const plural = plurals('es');

const fields: Record<AddressField, string> = {
  name: 'Nombre y apellidos',
  line_one: 'Dirección',
  line_two: 'Piso, puerta, etc.',
  city: 'Ciudad',
  state: 'Estado/Provincia',
  postal_code: 'Código postal',
};

export const words: Words = {
  locale: 'es',

  totals: {
    items: 'Artículos',
    price: 'Precio',
    discount: 'Descuento',
    subtotal: 'Subtotal',
    tax: 'Impuestos',
    total: 'Total',
    totalBeforeTax: 'Total sin impuestos',
    estimatedTotal: 'Total estimado',
    refunded: 'Reembolsado',
  },

  soldOut: (name) => `${name}: agotado.`,
  onlyLeft: (name, available) =>
    `${name}: ${plural(available, {one: `solo queda ${available} unidad`, other: `solo quedan ${available} unidades`})}.`,
  unknownItem: (id) => `El artículo «${id}» no existe. Indique de nuevo los artículos sin él.`,

  addressMissing: 'Añada una dirección de entrega para ver el envío y los impuestos.',
  fieldMissing: (field) => `${fields[field]}: falta este dato.`,
  fieldInvalid: (field, country) => `${fields[field]}: el dato no corresponde al país (${country}).`,
  noDelivery: 'No hacemos envíos a esta dirección. Elija otra.',
  pickupOnly: 'No hacemos envíos a esta dirección. Elija un punto de recogida u otra dirección.',
  chooseDelivery: 'Elija una opción de entrega.',

  taxAddressInvalid: 'No se pueden calcular los impuestos para esta dirección. Compruebe el código postal, la provincia y el país.',
  taxUnavailable: 'No se pueden calcular los impuestos en este momento. No se ha cobrado nada. Inténtelo de nuevo dentro de un momento.',
  minimumNotMet: (least) => `El total debe ser de al menos ${least} para poder pagarlo aquí.`,
  maximumExceeded: (most) => `El total no puede superar ${most} para poder pagarlo aquí.`,

  priceChanged: 'El total ha cambiado. No se ha cobrado nada. Compruébelo antes de pagar.',
  buyerReview: 'El comprador debe confirmar este pedido: abra la dirección de continue_url, revise el pedido y pague allí.',
  approvalPending: 'La tienda revisa este pedido antes de que se pueda pagar. No se ha cobrado nada. Vuelva a consultarlo más tarde.',
  orderRejected: 'La tienda no ha aceptado este pedido. No se ha cobrado nada.',
  paymentChecked: 'Se está comprobando su pago. No hace falta que pague otra vez.',
  paymentUnavailable: 'No se ha podido contactar con el servicio de pago. No se ha cobrado nada. Inténtelo de nuevo dentro de un momento.',
  authenticate: 'El banco de la tarjeta debe confirmar este pago con el comprador. No se ha cobrado nada. Envíe el resultado con el pago.',
  bankRefused: 'El banco no ha confirmado este pago. No se ha cobrado nada. Use otra tarjeta.',
  bankSilent: 'No se ha podido pedir al banco que confirme este pago. No se ha cobrado nada. Inténtelo de nuevo o use otra tarjeta.',
  cannotAuthenticate:
    'Aquí solo se aceptan tarjetas con la confirmación de su banco, y aquí no es posible. El comprador puede pagar en la página de la tienda.',
  declines: {
    card_declined: 'Su tarjeta se ha rechazado. No se ha cobrado nada. Use otra tarjeta.',
    insufficient_funds: 'Su tarjeta no tiene fondos suficientes. No se ha cobrado nada. Use otra tarjeta.',
    expired_card: 'Su tarjeta ha caducado. No se ha cobrado nada. Use otra tarjeta.',
    incorrect_details: 'Los datos de la tarjeta no son correctos. No se ha cobrado nada. Compruébelos o use otra tarjeta.',
    try_again: 'No se ha podido cobrar en la tarjeta en este momento. No se ha cobrado nada. Inténtelo de nuevo.',
    requires_3ds: 'Su banco pide una confirmación que aquí no es posible. No se ha cobrado nada. Use otra tarjeta.',
    cannot_authenticate: 'El banco de esta tarjeta no puede confirmar pagos aquí. No se ha cobrado nada. Use otra tarjeta.',
    proof_unusable: 'No se ha podido usar la confirmación del banco. No se ha cobrado nada. Autorice el pago de nuevo.',
    token_unusable: 'Esta autorización de pago ya no es válida. No se ha cobrado nada. Autorice el pago de nuevo.',
    amount_not_allowed: 'La autorización de pago no cubre este total. No se ha cobrado nada. Autorice el pago de nuevo.',
  },

  rejections: {
    discount_code_invalid: () => 'Este código de descuento no es válido.',
    discount_code_expired: (code) => `El código ${code} ha caducado.`,
    discount_code_already_applied: (code) => `El código ${code} ya está aplicado.`,
    discount_code_combination_disallowed: (code) => `El código ${code} no añade más descuento.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum
        ? `El código ${code} requiere un subtotal de al menos ${minimum}.`
        : `No se alcanza el importe mínimo para el código ${code}.`,
    discount_code_user_not_logged_in: (code) => `Inicie sesión para usar el código ${code}.`,
    discount_code_user_ineligible: (code) => `El código ${code} no es válido para este pedido.`,
    discount_code_usage_limit_reached: (code) => `El código ${code} está agotado.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'Falta la clave o no se conoce. Envíela como «Authorization: Bearer …».',
  invalid_signature: 'La firma de la solicitud falta, es incorrecta o demasiado antigua.',
  forbidden: 'La solicitud se ha rechazado: llegó sin cifrar o con otro nombre de servidor.',
  not_found: 'No hay nada en esta dirección.',
  session_not_found: 'No existe ninguna sesión con este identificador.',
  method_not_allowed: 'Esta dirección no admite ese método.',
  session_completed: 'Este pedido ya está pagado.',
  session_canceled: 'Esta compra se canceló. Empiece una nueva.',
  session_expired: 'Esta sesión ha caducado. Empiece una nueva.',
  too_large: 'La solicitud es demasiado grande.',
  unsupported_media_type: 'El cuerpo debe enviarse como application/json.',
  missing_api_version: 'Falta la cabecera API-Version.',
  unsupported_api_version: 'Esta API-Version no se admite aquí.',
  idempotency_key_required: 'Cada POST necesita un Idempotency-Key.',
  idempotency_conflict: 'Este Idempotency-Key ya se usó con otro cuerpo. Tome uno nuevo.',
  request_not_idempotent: 'Este Idempotency-Key ya se usó con otro cuerpo. Tome uno nuevo.',
  idempotency_in_flight: 'Se está procesando una solicitud con este Idempotency-Key.',
  invalid_json: 'El cuerpo no es JSON válido.',
  missing: 'Falta un dato obligatorio.',
  invalid: 'Este dato no es válido.',
  invalid_type: 'Este dato no tiene la estructura esperada.',
  invalid_item_id: 'El catálogo no tiene ningún artículo con este identificador.',
  unsupported_currency: 'Esta tienda vende en otra moneda.',
  unknown_payment_handler: 'Esta forma de pago no se ofrece aquí.',
  pii_not_allowed: 'Este dato no debe contener información personal.',
  payment_in_progress: 'Hay un pago en curso. No se puede cambiar nada hasta que se resuelva.',
  approval_pending: 'La tienda está revisando el pedido. No se puede cambiar nada hasta que decida.',
  conflict: 'Alguien más está cambiando la sesión. Envíe la solicitud de nuevo.',
  requires_3ds: 'El banco del comprador debe confirmar este pago. Envíe authentication_result.',
  rate_limited: 'Demasiadas solicitudes. Inténtelo más tarde.',
  service_unavailable: 'El servicio no está disponible en este momento. Envíe la solicitud de nuevo.',
  internal_error: 'Se ha producido un error por nuestra parte. Envíe la solicitud de nuevo con la misma clave.',
};
