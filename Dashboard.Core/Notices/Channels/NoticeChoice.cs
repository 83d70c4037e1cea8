using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Notices.Channels;

/// <summary>Where an account wants the notices of a topic; without a row it is as <see cref="Standard"/> says.</summary>
public sealed class NoticeChoice
{
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    public NoticeTopic Topic { get; set; }

    /// <summary>True to have them counted as unread. They are in the list in any case, so that nothing is lost by a choice.</summary>
    public bool IsCounted { get; set; } = true;

    /// <summary>How soon they come by mail.</summary>
    public NoticeWhen Mail { get; set; }

    /// <summary>What holds for who has chosen nothing: all in the program, by mail workbooks alone.</summary>
    public static NoticeChoice Standard(int user, NoticeTopic topic) => new()
    {
        UserId = user,
        Topic = topic,
        Mail = topic == NoticeTopic.Workbooks ? NoticeWhen.AtOnce : NoticeWhen.Off,
    };
}

/// <summary>When an account wants its daily mail, and in which language.</summary>
public sealed class NoticeDigest
{
    /// <summary>After the morning's notices, which are made at <see cref="DailyNotices.At"/>.</summary>
    public const int StandardHour = 9;

    [Key]
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>Hour of the office's day, 0 to 23.</summary>
    public int Hour { get; set; } = StandardHour;

    /// <summary>Language of the mails: the one in which the choice was made.</summary>
    [MaxLength(16)]
    public required string Language { get; set; }
}
