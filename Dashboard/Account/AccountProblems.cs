using Concentric.Data;
using Concentric.People;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Account;

/// <summary>What a refusal says to a person.</summary>
internal static class AccountProblems
{
    public static string Describe(AccountException refusal) =>
        L[KeyOf(refusal), ValuesOf(refusal)];

    public static string KeyOf(AccountException refusal) => $"Account.Problem.{refusal.Problem}";

    public static object[] ValuesOf(AccountException refusal) =>
        [refusal.Value, PasswordRules.Least, PasswordRules.Most, UserNames.Most, TextLimits.Name];
}
