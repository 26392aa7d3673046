using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

internal sealed class NotificationFormatTests
{
    [TestCase("application/x-www-form-urlencoded", NotificationFormat.Form)]
    [TestCase("Application/X-WWW-Form-Urlencoded; charset=utf-8", NotificationFormat.Form)]
    [TestCase("application/json", NotificationFormat.Json)]
    [TestCase("application/json;charset=UTF-8", NotificationFormat.Json)]
    [TestCase("application/vnd.copernica+json", NotificationFormat.Json)]
    [TestCase("text/json", NotificationFormat.Json)]
    [TestCase("APPLICATION/PROBLEM+JSON", NotificationFormat.Json)]
    [TestCase("application/json-seq", null)]
    [TestCase("application/xjson", null)]
    [TestCase("text/plain", null)]
    [TestCase("multipart/form-data; boundary=x", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    [TestCase("json", null)]
    public void The_content_type_tells_the_format(string? contentType, NotificationFormat? format) =>
        Assert.That(NotificationFormats.Of(contentType), Is.EqualTo(format));
}
