using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Robots;

/// <summary>Whose group robot it is: what decides how a message is written, signed and answered.</summary>
public enum RobotForm
{
    /// <summary>企业微信.</summary>
    WeCom,

    /// <summary>钉钉.</summary>
    DingTalk,

    /// <summary>飞书.</summary>
    Feishu,
}

/// <summary>
/// A robot of a chat group. Everybody of the group reads what it says, so it is told numbers and where to sign in, never of a person.
/// </summary>
public sealed class Robot : IBesideFigures
{
    /// <summary>The most robots there may be.</summary>
    public const int MostRobots = 50;

    /// <summary>The longest key or secret, as it is kept: it grows by being protected.</summary>
    public const int MostProtected = 2_000;

    /// <summary>The languages that a robot may speak.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    public int Id { get; set; }

    /// <summary>Name for people; unique among those that are there.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    public RobotForm Form { get; set; }

    /// <summary>
    /// Where the platform's interface begins, as in <c>https://qyapi.weixin.qq.com</c>; another address for a private installation.
    /// </summary>
    [MaxLength(TextLimits.Title)]
    public required string BaseAddress { get; set; }

    /// <summary>What tells the platform which robot it is, protected. Whoever has it can speak in the group.</summary>
    [MaxLength(MostProtected)]
    public required string ProtectedKey { get; set; }

    /// <summary>What messages are signed with, protected; null for a robot that asks for no signature.</summary>
    [MaxLength(MostProtected)]
    public string? ProtectedSecret { get; set; }

    /// <summary>Codes of the communities that its group may read of, separated by commas; null for the whole street.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    /// <summary>Language of its messages: <c>zh-CN</c> or <c>en</c>.</summary>
    [MaxLength(16)]
    public required string Language { get; set; }

    /// <summary>True for one that says each working morning what is overdue and due soon.</summary>
    public bool TellsMornings { get; set; }

    /// <summary>True for one that says when the program needs somebody.</summary>
    public bool TellsTroubles { get; set; }

    public bool IsOn { get; set; }

    /// <summary>How far its messages have used up its pace (UTC); see <see cref="RobotPace"/>.</summary>
    public DateTime? PaceAt { get; set; }

    /// <summary>Instant (UTC) until which it is left alone, because it asked for that or did not answer.</summary>
    public DateTime? PausedUntil { get; set; }

    /// <summary>Instant (UTC) at which it was taken off the list; its messages still name it.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>Counted up at every change that somebody makes.</summary>
    public int Version { get; set; }

    /// <summary>True when its group may read of these communities.</summary>
    /// <param name="codes">Separated by commas; null for the whole street.</param>
    public bool MayRead(string? codes) => Communities is null
        || (codes is not null && codes.Split(',').All(Communities.Split(',').Contains));
}
