/** Words of the elements that stand beside the flow: the checkout page does not carry them. */
export const enMore = {
  catalog: {
    products: 'Products',
    from: 'From {0}',
    view: 'View',
    viewName: 'View {0}',
    none: 'No products to show.',
  },
  order: {
    number: 'Order {0}',
    progress: 'Order progress',
    /** How an order, a part of it or one event of it stands, by ACP's words. */
    statuses: {
      created: 'Received',
      confirmed: 'Confirmed',
      manual_review: 'Being reviewed',
      processing: 'Being prepared',
      pending: 'Not started yet',
      shipped: 'Shipped',
      in_transit: 'On the way',
      out_for_delivery: 'Out for delivery',
      ready_for_pickup: 'Ready for pickup',
      picked_up: 'Picked up',
      delivered: 'Delivered',
      completed: 'Completed',
      canceled: 'Canceled',
      failed: 'Delivery failed',
      failed_attempt: 'Delivery attempted',
      returned_to_sender: 'Returned to sender',
      undeliverable: 'Could not be delivered',
    } as Record<string, string>,
    /** Headings of the parts an order comes in, `{0}` counting them. */
    parts: {shipping: 'Shipment {0}', pickup: 'Pickup', digital: 'Digital delivery'},
    track: 'Track shipment',
    openDigital: 'Open',
    changes: 'Refunds and changes',
    /** What happened to the money, by ACP's types of adjustments; `other` for one without a name. */
    adjustments: {
      refund: 'Refund',
      credit: 'Credit',
      return: 'Return',
      exchange: 'Exchange',
      price_adjustment: 'Price adjustment',
      cancellation: 'Cancellation',
      dispute: 'Payment dispute',
      other: 'Adjustment',
    } as Record<string, string>,
    pending: 'Pending',
    failed: 'Failed',
  },
};
