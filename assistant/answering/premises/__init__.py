"""What a question takes for granted: that its names occur in the documents searched.

question -> names -> spelling -> occurrence        before the search (`checking`)
cited documents -> names missing in them           after the evidence is chosen (`checking`)
"""
