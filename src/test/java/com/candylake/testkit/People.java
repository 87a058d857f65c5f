package com.candylake.testkit;

import com.candylake.account.Members;
import com.candylake.account.NewMember;
import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** Members for one test: nobody else's, with names of their own. */
@TestComponent
public class People {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  @Autowired private Members members;

  public Viewer member() {
    return member("读者" + NUMBER.incrementAndGet());
  }

  public Viewer member(String name) {
    return members.viewer(members.enter(Viewer.CONSOLE, name, "", null));
  }

  /** Who can sign in. */
  public Viewer signedUp(String name, String password) {
    return members.viewer(members.signUp(Viewer.ANONYMOUS, new NewMember(name, password, "", "", Lang.EN)).member());
  }

  public Viewer with(Role role) {
    Viewer member = member();
    members.grant(Viewer.CONSOLE, id(member), role);
    return members.viewer(id(member));
  }

  public Viewer editorOf(long channel) {
    Viewer member = member();
    members.letEdit(Viewer.CONSOLE, id(member), channel);
    return members.viewer(id(member));
  }

  public static long id(Viewer member) {
    return Objects.requireNonNull(member.member());
  }
}
