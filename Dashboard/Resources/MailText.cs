namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of mails.</summary>
public sealed class MailText;
