namespace Concentric.People;

/// <summary>What an administrator settles about an account.</summary>
/// <param name="DisplayName">The person's name, at most <see cref="Data.TextLimits.Name"/> long.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="CommunityIds">A worker's communities, at least one; not regarded for the other roles, which see all.</param>
/// <param name="MailAddress">Where mails go; null for none.</param>
public sealed record AccountDetails(string DisplayName, Role Role, IReadOnlyList<int> CommunityIds, string? MailAddress = null);

/// <summary>An account in a list.</summary>
/// <param name="LockedUntil">UTC; null when not locked out.</param>
/// <param name="PasswordIsTemporary">True until the person has chosen an own password.</param>
public sealed record AccountRow(
    int Id, string UserName, string DisplayName, Role Role, IReadOnlyList<int> CommunityIds, DateTime CreatedAt, bool IsDisabled, DateTime? LockedUntil,
    string? MailAddress = null, bool PasswordIsTemporary = false);

/// <summary>A key in a list.</summary>
/// <param name="Communities">Codes of the communities it is limited to; null for all.</param>
public sealed record ApiKeyRow(
    int Id, string Name, string Prefix, Role Role, IReadOnlyList<string>? Communities, DateTime CreatedAt, string CreatedBy, DateTime? LastUsedAt, DateTime? RevokedAt);
