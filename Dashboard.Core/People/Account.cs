using System.Globalization;
using Concentric.Data;
using Concentric.Time;

namespace Concentric.People;

/// <summary>What an administrator settles about an account.</summary>
/// <param name="DisplayName">The person's name, at most <see cref="Data.TextLimits.Name"/> long.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="CommunityIds">A worker's communities, at least one; a reader's, none for all; not regarded for the other roles, which see
/// all.</param>
/// <param name="MailAddress">Where mails go; null for none.</param>
public sealed record AccountDetails(string DisplayName, Role Role, IReadOnlyList<int> CommunityIds, string? MailAddress = null)
{
    /// <summary>True when nothing is different.</summary>
    internal bool IsSame(AccountDetails other) => DisplayName == other.DisplayName && Role == other.Role
        && MailAddress == other.MailAddress && CommunityIds.SequenceEqual(other.CommunityIds);

    /// <summary>These details on top of what the account has now: what was left as it was read stays as it is now.</summary>
    /// <param name="read">As they stood in the form before it was filled in.</param>
    /// <param name="present">As the account has them.</param>
    /// <exception cref="AccountException">The same was changed to something else meanwhile.</exception>
    internal AccountDetails Onto(AccountDetails read, AccountDetails present)
    {
        return new(Choose(DisplayName, read.DisplayName, present.DisplayName), Choose(Role, read.Role, present.Role),
            Ids(CommunityIds, read.CommunityIds, present.CommunityIds),
            Choose(MailAddress is "" ? null : MailAddress, read.MailAddress, present.MailAddress));

        static T Choose<T>(T mine, T was, T now) =>
            Equals(mine, was) ? now : Equals(was, now)
                || Equals(mine, now) ? mine : throw new AccountException(AccountProblem.ChangedMeanwhile);

        static IReadOnlyList<int> Ids(IReadOnlyList<int> mine, IReadOnlyList<int> was, IReadOnlyList<int> now) =>
            [.. Choose(Key(mine), Key(was), Key(now)).Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

        static string Key(IReadOnlyList<int> ids) => string.Join(',', ids.Order());
    }
}

/// <summary>An account in a list.</summary>
/// <param name="LockedUntil">UTC; until when it refuses a place that failed too often; null when it refuses none.</param>
/// <param name="PasswordIsTemporary">True until the person has chosen an own password.</param>
/// <param name="Stamp">Another one with each change of password, role or communities; for commands, not to be shown.</param>
/// <param name="HasPassword">False for one from a sheet until a first password is made.</param>
/// <param name="LastSignedInAt">UTC; null when no sign-in is on record.</param>
public sealed record AccountRow(
    int Id, string UserName, string DisplayName, Role Role, IReadOnlyList<int> CommunityIds, DateTime CreatedAt, bool IsDisabled,
    DateTime? LockedUntil,
    string? MailAddress = null, bool PasswordIsTemporary = false, bool HasPassword = true,
    string? Stamp = null, DateTime? LastSignedInAt = null)
{
    /// <summary>Days without a sign-in after which an account is worth a look: its owner may have left.</summary>
    public const int QuietDays = 90;

    /// <summary>
    /// True for an account that still opens and has not been signed in to for <see cref="QuietDays"/> days of the office; one that never
    /// was is counted from the day it was made.
    /// </summary>
    public bool IsQuiet(OfficeClock clock) =>
        !IsDisabled && clock.Today.DayNumber - clock.DayOf(LastSignedInAt ?? CreatedAt).DayNumber >= QuietDays;
}

/// <summary>A key in a list.</summary>
/// <param name="Communities">Codes of the communities it is limited to; null for all.</param>
public sealed record ApiKeyRow(
    int Id, string Name, string Prefix, Role Role, IReadOnlyList<string>? Communities, DateTime CreatedAt, string CreatedBy,
    DateTime? LastUsedAt, DateTime? RevokedAt);
