import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';
import {plurals} from './plural.js';

const plural = plurals('fr');

const fields: Record<AddressField, string> = {
  name: 'Nom complet',
  line_one: 'Adresse',
  line_two: 'Complément d’adresse',
  city: 'Ville',
  state: 'État/Province',
  postal_code: 'Code postal',
};

export const words: Words = {
  locale: 'fr',

  totals: {
    items: 'Articles',
    price: 'Prix',
    discount: 'Remise',
    subtotal: 'Sous-total',
    tax: 'Taxes',
    total: 'Total',
    totalBeforeTax: 'Total hors taxes',
    estimatedTotal: 'Total estimé',
    refunded: 'Remboursé',
  },

  soldOut: (name) => `${name}\xa0: article épuisé.`,
  onlyLeft: (name, available) =>
    `${name}\xa0: ${plural(available, {one: `il n’en reste que ${available} exemplaire`, other: `il n’en reste que ${available} exemplaires`})}.`,
  unknownItem: (id) => `L’article «\xa0${id}\xa0» n’existe pas. Veuillez indiquer à nouveau les articles sans celui-ci.`,

  addressMissing: 'Indiquez une adresse de livraison pour voir les frais de livraison et les taxes.',
  fieldMissing: (field) => `${fields[field]}\xa0: information manquante.`,
  fieldInvalid: (field, country) => `${fields[field]}\xa0: cette valeur ne convient pas au pays (${country}).`,
  noDelivery: 'Nous ne livrons pas à cette adresse. Veuillez en choisir une autre.',
  pickupOnly: 'Nous ne livrons pas à cette adresse. Veuillez choisir un point de retrait ou une autre adresse.',
  chooseDelivery: 'Choisissez un mode de livraison.',

  taxAddressInvalid:
    'Les taxes ne peuvent pas être calculées pour cette adresse. Vérifiez le code postal, l’État ou la province et le pays.',
  taxUnavailable:
    'Les taxes ne peuvent pas être calculées pour le moment. Aucun montant n’a été débité. Veuillez réessayer dans un instant.',
  minimumNotMet: (least) => `Le total doit être d’au moins ${least} pour être payé ici.`,
  maximumExceeded: (most) => `Le total ne peut pas dépasser ${most} pour être payé ici.`,

  priceChanged: 'Le total a changé. Aucun montant n’a été débité. Veuillez le vérifier avant de payer.',
  buyerReview:
    'Cette commande doit être confirmée par l’acheteur\xa0: ouvrez l’adresse indiquée dans continue_url, vérifiez la commande et payez sur cette page.',
  approvalPending:
    'La boutique vérifie cette commande avant qu’elle puisse être payée. Aucun montant n’a été débité. Veuillez revenir plus tard.',
  orderRejected: 'La boutique n’a pas accepté cette commande. Aucun montant n’a été débité.',
  paymentChecked: 'Votre paiement est en cours de vérification. Inutile de payer à nouveau.',
  paymentUnavailable: 'Le service de paiement est injoignable. Aucun montant n’a été débité. Veuillez réessayer dans un instant.',
  authenticate:
    'La banque de la carte doit confirmer ce paiement avec l’acheteur. Aucun montant n’a été débité. Envoyez le résultat avec le paiement.',
  bankRefused: 'La banque n’a pas confirmé ce paiement. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
  bankSilent:
    'La confirmation de ce paiement n’a pas pu être demandée à la banque. Aucun montant n’a été débité. Veuillez réessayer ou utiliser une autre carte.',
  cannotAuthenticate:
    'Les cartes ne sont acceptées ici qu’avec la confirmation de leur banque, ce qui n’est pas possible ici. L’acheteur peut payer sur la page de la boutique.',
  declines: {
    card_declined: 'Votre carte a été refusée. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
    insufficient_funds: 'La provision de votre carte est insuffisante. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
    expired_card: 'Votre carte a expiré. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
    incorrect_details: 'Les données de la carte sont incorrectes. Aucun montant n’a été débité. Vérifiez-les ou utilisez une autre carte.',
    try_again: 'La carte n’a pas pu être débitée pour le moment. Aucun montant n’a été débité. Veuillez réessayer.',
    requires_3ds: 'Votre banque demande une confirmation impossible ici. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
    cannot_authenticate:
      'La banque de cette carte ne peut pas confirmer de paiement ici. Aucun montant n’a été débité. Veuillez utiliser une autre carte.',
    proof_unusable:
      'La confirmation de la banque n’a pas pu être utilisée. Aucun montant n’a été débité. Veuillez autoriser à nouveau le paiement.',
    token_unusable:
      'Cette autorisation de paiement n’est plus valable. Aucun montant n’a été débité. Veuillez autoriser à nouveau le paiement.',
    amount_not_allowed:
      'L’autorisation de paiement ne couvre pas ce total. Aucun montant n’a été débité. Veuillez autoriser à nouveau le paiement.',
  },

  rejections: {
    discount_code_invalid: () => 'Ce code promo n’est pas valide.',
    discount_code_expired: (code) => `Le code promo ${code} a expiré.`,
    discount_code_already_applied: (code) => `Le code promo ${code} est déjà appliqué.`,
    discount_code_combination_disallowed: (code) => `Le code promo ${code} n’apporte aucune remise supplémentaire.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum
        ? `Le code promo ${code} s’applique à partir d’un sous-total de ${minimum}.`
        : `Le montant minimum pour le code promo ${code} n’est pas atteint.`,
    discount_code_user_not_logged_in: (code) => `Connectez-vous pour utiliser le code promo ${code}.`,
    discount_code_user_ineligible: (code) => `Le code promo ${code} ne s’applique pas à cette commande.`,
    discount_code_usage_limit_reached: (code) => `Le code promo ${code} est épuisé.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'La clé manque ou n’est pas connue. Envoyez-la sous la forme «\xa0Authorization: Bearer …\xa0».',
  invalid_signature: 'La signature de la requête manque, est fausse ou trop ancienne.',
  forbidden: 'La requête a été refusée\xa0: elle n’était pas chiffrée ou visait un autre nom d’hôte.',
  not_found: 'Il n’y a rien à cette adresse.',
  session_not_found: 'Aucune session ne porte cet identifiant.',
  method_not_allowed: 'Cette adresse n’accepte pas cette méthode.',
  session_completed: 'Cette commande est déjà payée.',
  session_canceled: 'Cet achat a été annulé. Commencez-en un nouveau.',
  session_expired: 'Cette session a expiré. Commencez-en une nouvelle.',
  too_large: 'La requête est trop volumineuse.',
  unsupported_media_type: 'Le corps doit être envoyé en application/json.',
  missing_api_version: 'L’en-tête API-Version manque.',
  unsupported_api_version: 'Cette API-Version n’est pas prise en charge ici.',
  idempotency_key_required: 'Chaque POST doit porter un Idempotency-Key.',
  idempotency_conflict: 'Cet Idempotency-Key a déjà servi avec un autre corps. Prenez-en un nouveau.',
  request_not_idempotent: 'Cet Idempotency-Key a déjà servi avec un autre corps. Prenez-en un nouveau.',
  idempotency_in_flight: 'Une requête avec cet Idempotency-Key est en cours de traitement.',
  invalid_json: 'Le corps n’est pas du JSON valide.',
  missing: 'Une information requise manque.',
  invalid: 'Cette valeur n’est pas valide.',
  invalid_type: 'Cette valeur n’a pas la structure attendue.',
  invalid_item_id: 'Le catalogue n’a aucun article avec cet identifiant.',
  unsupported_currency: 'Cette boutique vend dans une autre devise.',
  unknown_payment_handler: 'Ce moyen de paiement n’est pas proposé ici.',
  pii_not_allowed: 'Cette valeur ne doit contenir aucune donnée personnelle.',
  payment_in_progress: 'Un paiement est en cours. Rien ne peut changer avant son issue.',
  approval_pending: 'La boutique vérifie la commande. Rien ne peut changer avant sa décision.',
  conflict: 'La session est en cours de modification par ailleurs. Renvoyez la requête.',
  requires_3ds: 'La banque de l’acheteur doit confirmer ce paiement. Envoyez authentication_result.',
  rate_limited: 'Trop de requêtes. Réessayez plus tard.',
  service_unavailable: 'Le service est injoignable pour le moment. Renvoyez la requête.',
  internal_error: 'Une erreur s’est produite de notre côté. Renvoyez la requête avec la même clé.',
};
