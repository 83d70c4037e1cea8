using System.Globalization;
using Concentric.Alerts;
using Concentric.Communities;
using Concentric.Dashboard.Resources;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Mail;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Resources;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Writes the mail with somebody's notices. A mail leaves the office, so it has nothing that somebody has typed about a person: no
/// title, no name but the reader's own; kind, number, day and community say which record it is, and the link leads to the rest.
/// </summary>
internal sealed class NoticeMailText(IOptionsMonitor<StreetOffice> office, CommunityDirectory directory, Time.OfficeClock clock)
{
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
        var lines = letter.Notices.Select(notice => "- " + LineOf(notice, names, culture)).ToList();
        if (letter.Total - lines.Count is > 0 and var left) lines.Add(UiTexts.Get("Mail.Notices.More", culture, left));
        message.Body = new TextPart("plain")
        {
            Text = UiTexts.Get("Mail.Notices.Body", culture, letter.Name, name, string.Join('\n', lines),
                new Uri(options.Site!, "notices").AbsoluteUri, new Uri(options.Site!, "notices/channels").AbsoluteUri),
        };
        return new(message, HasFile: false);
    }

    /// <summary>What a mail says of a notice.</summary>
    internal static string LineOf(Notice notice, CommunityDirectory.Names names, CultureInfo culture)
    {
        var told = UiTexts.Get($"Notice.Kind.{notice.Kind}", culture);
        // Figures and names of communities, and nothing of a person.
        if (notice.RecordKind == AlertTelling.Kind && AlertNote.Read(notice.Title) is { } alert)
        {
            return UiTexts.Get("Mail.Notices.Line", culture, told, alert.Tell(notice.Kind,
                notice.CommunityId is { } place ? names.Find(place)?.NameFor(culture) : null, culture));
        }

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
        if (notice.RecordId != 0) facts.Add(notice.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return UiTexts.Get("Mail.Notices.Line", culture, told, Texts.Series(facts, culture));
    }
}
