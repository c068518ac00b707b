"""ShopDesk: the customer book of a shop that sells on trust."""
