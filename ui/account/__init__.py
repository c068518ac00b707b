"""The dialogs that move an account: taking a payment, putting a sale on account."""
