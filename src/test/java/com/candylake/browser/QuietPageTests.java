package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class QuietPageTests extends BrowserTest {
  @Test
  void noPageComplainsInTheConsoleOrBreaksItsOwnPolicy() {
    Page page = browser(reader());
    var complaints = new ArrayList<String>();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequestFailed(request -> {
      // a stream is broken off by whoever leaves the page
      if (!request.url().contains("/live?")) {
        complaints.add("failed: " + request.url());
      }
    });
    page.addInitScript("""
        addEventListener('securitypolicyviolation', e => console.error(`${e.violatedDirective}: ${e.blockedURI}`));""");
    pages().forEach((name, path) -> {
      page.navigate(path);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      if (name.equals("404")) {
        // Chromium itself reports the status of the page that was asked for
        complaints.removeIf(c -> c.contains("the server responded with a status of 404"));
      }
      assertThat(complaints).as(name).isEmpty();
    });
  }

  @Test
  void aStrangersScriptDoesNotRun() {
    Page page = browser(reader());
    page.navigate("/");
    Object ran = page.evaluate("""
        () => new Promise(done => {
          addEventListener('securitypolicyviolation', e => done(e.violatedDirective));
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          if (window.ran) done('it ran');
        })""");
    assertThat(ran).isEqualTo("script-src-elem");
  }
}
