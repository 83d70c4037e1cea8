using System.Globalization;
using Concentric.Alerts;
using Concentric.Communities;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Mail;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Writes the mail with somebody's notices. A mail leaves the office, so it has nothing that somebody has typed about a person: no
/// title, no name but the reader's own; kind, number, day and community say which record it is, and the link leads to the rest.
/// </summary>
internal sealed class NoticeMailText(IOptionsMonitor<StreetOffice> office, CommunityDirectory directory, AlertQueries alerts,
    Time.OfficeClock clock)
{
    /// <summary>Alerts that a mail names, each with its link; of further ones it tells the number.</summary>
    public const int MostAlerts = 20;

    /// <exception cref="FormatException">The recipient's address is none.</exception>
    public async Task<Letter> ComposeAsync(NoticeMail mail, NoticeLetter letter, MailOptions options, CancellationToken cancellationToken)
    {
        var culture = CultureInfo.GetCultureInfo(letter.Language);
        var names = await directory.GetAsync(cancellationToken);
        var name = office.CurrentValue.NameFor(culture);
        var from = new MailboxAddress(name, options.From);
        var message = new MimeMessage
        {
            Subject = UiTexts.Get("Mail.Notices.Subject", culture, letter.Total, name),
            // The same for the same mail, whenever it is tried: a server that knows it may drop a second one.
            MessageId = string.Create(CultureInfo.InvariantCulture, $"notices-{mail.Id}-{mail.At:yyyyMMddHHmmss}@{from.Domain}"),
            Date = new DateTimeOffset(clock.UtcNow),
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(ParserOptions.Default, letter.Address) is { } to
            ? new MailboxAddress(letter.Name, to.Address)
            : throw new FormatException());
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var (lines, named) = (new List<string>(), 0);
        foreach (var notice in letter.Notices)
        {
            lines.Add("- " + LineOf(notice, names, culture));
            if (notice.RecordKind != AlertTelling.Kind) continue;
            var told = await AlertsAsync(notice, letter.Reader, names, options, MostAlerts - named, culture, cancellationToken);
            named += told.Named;
            lines.AddRange(told.Lines);
        }

        if (letter.Total - letter.Notices.Count is > 0 and var left) lines.Add(UiTexts.Get("Mail.Notices.More", culture, left));
        message.Body = new TextPart("plain")
        {
            Text = UiTexts.Get("Mail.Notices.Body", culture, letter.Name, name, string.Join('\n', lines),
                new Uri(options.Site!, "notices").AbsoluteUri, new Uri(options.Site!, "notices/channels").AbsoluteUri),
        };
        return new(message, HasFile: false);
    }

    /// <summary>
    /// The alerts of a notice, by the rights of its reader: metric, place and figures in a line, since when, and where the rest is found.
    /// </summary>
    /// <param name="most">That may still be named.</param>
    private async Task<(List<string> Lines, int Named)> AlertsAsync(Notice notice, CurrentUser reader, CommunityDirectory.Names names,
        MailOptions options, int most, CultureInfo culture, CancellationToken cancellationToken)
    {
        var (isOne, lines) = (notice.RecordId != 0, new List<string>());
        var id = (isOne ? notice.RecordId : notice.Id).ToString(CultureInfo.InvariantCulture);
        var page = await alerts.HistoryAsync(reader, isOne ? new(Id: notice.RecordId) : new(Told: notice.Id), 1, cancellationToken);
        foreach (var firing in page.Rows.Take(most))
        {
            var place = firing.CommunityId is { } community ? names.Find(community)?.NameFor(culture) : null;
            var (began, link) = (firing.BeganOn.ToIso(), Link(options, "alert", firing.Id.ToString(CultureInfo.InvariantCulture)));
            lines.Add("  · " + (firing.EndedOn is { } ended
                ? UiTexts.Get("Mail.Notices.Alert.Over", culture,
                    AlertWords.Over(firing.Terms, place, firing.EndValue, ended, culture), began, ended.ToIso(), link)
                : UiTexts.Get("Mail.Notices.Alert", culture, AlertWords.Fact(firing.Terms, place, AlertFigures.Of(firing), culture), began,
                    link)));
        }

        if (page.Total - lines.Count is > 0 and var more)
            lines.Add("  · " + UiTexts.Get("Mail.Notices.Alert.More", culture, more, Link(options, isOne ? "alert" : "told", id)));
        return (lines, Math.Min(most, page.Rows.Count));
        static string Link(MailOptions options, string field, string value) =>
            new Uri(options.Site!, $"alerts/history?{field}={value}").AbsoluteUri;
    }

    /// <summary>What a mail says of a notice.</summary>
    internal static string LineOf(Notice notice, CommunityDirectory.Names names, CultureInfo culture)
    {
        var told = UiTexts.Get($"Notice.Kind.{notice.Kind}", culture);
        // Each of its alerts stands below it: figures and names of communities, and nothing of a person.
        if (notice.RecordKind == AlertTelling.Kind)
            return notice.RecordId != 0 ? told : UiTexts.Get("Mail.Notices.Count", culture, told, notice.Count);
        List<string> facts = [];
        if (notice.RecordKind != AdministratorNotices.RecordKind && notice.RecordKind != ExportRunChanges.Kind)
        {
            var kind = Texts.Kind(notice.RecordKind, culture);
            facts.Add(notice switch
            {
                { Number: { } number } => $"{kind} {number}",
                { Count: > 1 and var count } => UiTexts.Get("Mail.Notices.Count", culture, kind, count),
                _ => kind,
            });
        }

        if (notice.CommunityId is { } id && names.Find(id) is { } community) facts.Add(community.NameFor(culture));
        if (notice.RecordId != 0) facts.Add(notice.Day.ToIso());
        return UiTexts.Get("Mail.Notices.Line", culture, told, Texts.Series(facts, culture));
    }
}
