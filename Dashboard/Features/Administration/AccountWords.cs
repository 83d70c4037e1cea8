using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.People;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Administration;

/// <summary>What accounts and keys may do and how they stand, in words.</summary>
internal static class AccountWords
{
    public static string CommunitiesOf(AccountRow row, CommunityDirectory.Names names, IStringLocalizer<AccountText> texts) =>
        row.Role == Role.Worker ? names.Series(row.CommunityIds) : texts["Accounts.AllCommunities"];

    public static string CommunitiesOf(ApiKeyRow row, CommunityDirectory.Names names, IStringLocalizer<AccountText> texts) =>
        row.Communities is null ? texts["Accounts.AllCommunities"] : names.Series(row.Communities);

    public static string StateOf(AccountRow row, OfficeClock clock, IStringLocalizer<AccountText> texts) =>
        row.IsDisabled ? texts["Accounts.State.Disabled"]
        : row.LockedUntil is { } until ? texts["Accounts.State.Locked", clock.ToOffice(until).ToString("HH:mm", CultureInfo.InvariantCulture)]
        : texts[row.PasswordIsTemporary ? "Accounts.State.Temporary" : "Accounts.State.Open"];

    /// <summary>By which a key is recognised: its first characters, as the page shows them.</summary>
    public static string PrefixOf(ApiKeyRow row) => $"{row.Prefix}…";
}
