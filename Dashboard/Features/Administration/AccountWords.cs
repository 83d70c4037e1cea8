using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>What accounts and keys may do and how they stand, in words.</summary>
internal static class AccountWords
{
    public static string CommunitiesOf(AccountRow row, CommunityDirectory.Names names) =>
        row.Role == Role.Worker || row.CommunityIds.Count > 0 ? names.Series(row.CommunityIds) : L["Account.Accounts.AllCommunities"];

    public static string CommunitiesOf(ApiKeyRow row, CommunityDirectory.Names names) =>
        row.Communities is null ? L["Account.Accounts.AllCommunities"] : names.Series(row.Communities);

    public static string StateOf(AccountRow row, OfficeClock clock) =>
        row.IsDisabled ? L["Account.Accounts.State.Disabled"]
        : row.LockedUntil is { } until
            ? L["Account.Accounts.State.Locked", clock.ToOffice(until).ToString("HH:mm", CultureInfo.InvariantCulture)]
        : !row.HasPassword ? L["Account.Accounts.State.None"]
        : L[row.PasswordIsTemporary ? "Account.Accounts.State.Temporary" : "Account.Accounts.State.Open"];

    /// <summary>Field of the page's address that says which accounts it shows.</summary>
    public const string ViewField = "view";

    /// <summary>Its value for those that nobody has signed in to for long.</summary>
    public const string Quiet = "quiet";

    public static bool IsQuiet(string? view) => view == Quiet;

    /// <summary>Those that the page shows.</summary>
    public static IReadOnlyList<AccountRow> Of(IReadOnlyList<AccountRow> rows, string? view, OfficeClock clock) =>
        IsQuiet(view) ? [.. rows.Where(row => row.IsQuiet(clock))] : rows;

    /// <summary>By which a key is recognised: its first characters, as the page shows them.</summary>
    public static string PrefixOf(ApiKeyRow row) => $"{row.Prefix}…";
}
