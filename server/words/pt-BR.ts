import type {AddressField} from '../../shared/address.js';
import type {ProblemCode} from '../acp/problem.js';
import type {Words} from '../core/words.js';
import {plurals} from './plural.js';

const plural = plurals('pt-BR');

const fields: Record<AddressField, string> = {
  name: 'Nome completo',
  line_one: 'Endereço',
  line_two: 'Complemento',
  city: 'Cidade',
  state: 'Estado/Província',
  postal_code: 'Código postal',
};

export const words: Words = {
  locale: 'pt-BR',

  totals: {
    items: 'Itens',
    price: 'Preço',
    discount: 'Desconto',
    subtotal: 'Subtotal',
    tax: 'Impostos',
    total: 'Total',
    totalBeforeTax: 'Total sem impostos',
    estimatedTotal: 'Total estimado',
    refunded: 'Reembolsado',
  },

  soldOut: (name) => `${name}: esgotado.`,
  onlyLeft: (name, available) =>
    `${name}: ${plural(available, {one: `resta apenas ${available} unidade`, other: `restam apenas ${available} unidades`})}.`,
  unknownItem: (id) => `O item “${id}” não existe. Informe os itens novamente sem ele.`,

  addressMissing: 'Adicione um endereço de entrega para ver o frete e os impostos.',
  fieldMissing: (field) => `${fields[field]}: faltou preencher.`,
  fieldInvalid: (field, country) => `${fields[field]}: o valor não corresponde ao país (${country}).`,
  noDelivery: 'Não entregamos neste endereço. Escolha outro.',
  pickupOnly: 'Não entregamos neste endereço. Escolha uma retirada ou outro endereço.',
  chooseDelivery: 'Escolha uma opção de entrega.',

  taxAddressInvalid: 'Não é possível calcular os impostos para este endereço. Confira o código postal, o estado e o país.',
  taxUnavailable: 'Não é possível calcular os impostos agora. Nada foi cobrado. Tente novamente em instantes.',
  minimumNotMet: (least) => `O total precisa ser de pelo menos ${least} para ser pago aqui.`,
  maximumExceeded: (most) => `O total pode ser de no máximo ${most} para ser pago aqui.`,

  priceChanged: 'O total mudou. Nada foi cobrado. Confira o novo valor antes de pagar.',
  buyerReview: 'Este pedido precisa ser confirmado pelo comprador: abra o endereço em continue_url, confira o pedido e pague por lá.',
  approvalPending: 'A loja analisa este pedido antes que ele possa ser pago. Nada foi cobrado. Consulte novamente mais tarde.',
  orderRejected: 'A loja não aceitou este pedido. Nada foi cobrado.',
  paymentChecked: 'Seu pagamento está sendo verificado. Não é preciso pagar de novo.',
  paymentUnavailable: 'Não foi possível contatar o serviço de pagamento. Nada foi cobrado. Tente novamente em instantes.',
  authenticate:
    'O banco do cartão precisa confirmar este pagamento com o comprador. Nada foi cobrado. Envie o resultado junto com o pagamento.',
  bankRefused: 'O banco não confirmou este pagamento. Nada foi cobrado. Use outro cartão.',
  bankSilent: 'Não foi possível pedir ao banco a confirmação deste pagamento. Nada foi cobrado. Tente novamente ou use outro cartão.',
  cannotAuthenticate:
    'Aqui só são aceitos cartões com a confirmação do banco, o que não é possível aqui. O comprador pode pagar na página da loja.',
  declines: {
    card_declined: 'Seu cartão foi recusado. Nada foi cobrado. Use outro cartão.',
    insufficient_funds: 'Seu cartão não tem saldo suficiente. Nada foi cobrado. Use outro cartão.',
    expired_card: 'Seu cartão está vencido. Nada foi cobrado. Use outro cartão.',
    incorrect_details: 'Os dados do cartão não estão corretos. Nada foi cobrado. Confira os dados ou use outro cartão.',
    try_again: 'Não foi possível cobrar o cartão agora. Nada foi cobrado. Tente novamente.',
    requires_3ds: 'Seu banco pede uma confirmação que não é possível aqui. Nada foi cobrado. Use outro cartão.',
    cannot_authenticate: 'O banco deste cartão não pode confirmar pagamentos aqui. Nada foi cobrado. Use outro cartão.',
    proof_unusable: 'Não foi possível usar a confirmação do banco. Nada foi cobrado. Autorize o pagamento novamente.',
    token_unusable: 'Esta autorização de pagamento não é mais válida. Nada foi cobrado. Autorize o pagamento novamente.',
    amount_not_allowed: 'A autorização de pagamento não cobre este total. Nada foi cobrado. Autorize o pagamento novamente.',
  },

  rejections: {
    discount_code_invalid: () => 'Este cupom não é válido.',
    discount_code_expired: (code) => `O cupom ${code} expirou.`,
    discount_code_already_applied: (code) => `O cupom ${code} já foi aplicado.`,
    discount_code_combination_disallowed: (code) => `O cupom ${code} não dá mais desconto.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum ? `O cupom ${code} vale a partir de um subtotal de ${minimum}.` : `O valor mínimo para o cupom ${code} não foi atingido.`,
    discount_code_user_not_logged_in: (code) => `Entre na sua conta para usar o cupom ${code}.`,
    discount_code_user_ineligible: (code) => `O cupom ${code} não vale para este pedido.`,
    discount_code_usage_limit_reached: (code) => `O cupom ${code} está esgotado.`,
  },
};

export const problems: Record<ProblemCode, string> = {
  unauthorized: 'A chave está ausente ou não é conhecida. Envie-a como “Authorization: Bearer …”.',
  invalid_signature: 'A assinatura da requisição está ausente, incorreta ou é antiga demais.',
  forbidden: 'A requisição foi recusada: veio sem criptografia ou com outro nome de host.',
  not_found: 'Não há nada neste endereço.',
  session_not_found: 'Não existe sessão com este identificador.',
  method_not_allowed: 'Este endereço não aceita esse método.',
  session_completed: 'Este pedido já foi pago.',
  session_canceled: 'Esta compra foi cancelada. Comece uma nova.',
  session_expired: 'Esta sessão expirou. Comece uma nova.',
  too_large: 'A requisição é grande demais.',
  unsupported_media_type: 'O corpo deve ser enviado como application/json.',
  missing_api_version: 'Falta o cabeçalho API-Version.',
  unsupported_api_version: 'Esta API-Version não é aceita aqui.',
  idempotency_key_required: 'Todo POST precisa de um Idempotency-Key.',
  idempotency_conflict: 'Este Idempotency-Key já foi usado com outro corpo. Use um novo.',
  request_not_idempotent: 'Este Idempotency-Key já foi usado com outro corpo. Use um novo.',
  idempotency_in_flight: 'Uma requisição com este Idempotency-Key está sendo processada.',
  invalid_json: 'O corpo não é um JSON válido.',
  missing: 'Falta uma informação obrigatória.',
  invalid: 'Este valor não é válido.',
  invalid_type: 'Este valor não tem a estrutura esperada.',
  invalid_item_id: 'O catálogo não tem nenhum item com este identificador.',
  unsupported_currency: 'Esta loja vende em outra moeda.',
  unknown_payment_handler: 'Esta forma de pagamento não é oferecida aqui.',
  pii_not_allowed: 'Este valor não pode conter dados pessoais.',
  payment_in_progress: 'Há um pagamento em andamento. Nada pode mudar até que ele seja decidido.',
  approval_pending: 'A loja está analisando o pedido. Nada pode mudar até que ela decida.',
  conflict: 'A sessão está sendo alterada por outra chamada. Envie a requisição novamente.',
  requires_3ds: 'O banco do comprador precisa confirmar este pagamento. Envie authentication_result.',
  rate_limited: 'Requisições demais. Tente novamente mais tarde.',
  service_unavailable: 'O serviço está indisponível no momento. Envie a requisição novamente.',
  internal_error: 'Ocorreu um erro do nosso lado. Envie a requisição novamente com a mesma chave.',
};
