namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts about accounts, sign-in and keys: AccountText.resx is Chinese, AccountText.en.resx English.</summary>
public sealed class AccountText;
