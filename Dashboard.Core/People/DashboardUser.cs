using System.ComponentModel.DataAnnotations;
using Concentric.Communities;
using Concentric.Data;
using Microsoft.AspNetCore.Identity;

namespace Concentric.People;

/// <summary>An account. The role is one column, not a table: nobody has two.</summary>
public sealed class DashboardUser : IdentityUser<int>
{
    [MaxLength(TextLimits.Name)]
    public required string DisplayName { get; set; }

    public Role Role { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>True when the account may no longer sign in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>True while the password is one that somebody else gave: it opens the account for nothing but choosing another.</summary>
    public bool PasswordIsTemporary { get; set; }

    /// <summary>The communities a worker is limited to; empty for roles that see all.</summary>
    public List<UserCommunity> Communities { get; } = [];

    /// <summary>On whose behalf the account acts. Its communities must have been loaded: a worker without any is limited to none.</summary>
    public CurrentUser ToCurrentUser() => new(DisplayName, Role, Role == Role.Worker ? [.. Communities.Select(own => own.CommunityId).Order()] : null, Id);
}

/// <summary>A community an account is limited to.</summary>
public sealed class UserCommunity
{
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    public int CommunityId { get; set; }

    public Community? Community { get; set; }
}

/// <summary>A key for machines. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>First characters of the key, to tell keys apart in a list.</summary>
    [MaxLength(16)]
    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the key, 64 hexadecimal digits; unique.</summary>
    [MaxLength(64)]
    public required string Hash { get; set; }

    public Role Role { get; set; }

    /// <summary>Codes of the communities the key is limited to, separated by commas; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    public DateTime CreatedAt { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string CreatedBy { get; set; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}
